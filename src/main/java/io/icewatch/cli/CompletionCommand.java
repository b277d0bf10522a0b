package io.icewatch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icewatch completion}: a script that has a shell complete commands, options and files. */
@Command(
    name = "completion",
    description = "Print a script that lets a shell complete commands, options and file names.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:a shell that is not known"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch completion bash > /etc/bash_completion.d/icewatch",
      "  icewatch completion zsh > ~/.icewatch.zsh      # and source it in ~/.zshrc",
      "  icewatch completion fish > ~/.config/fish/completions/icewatch.fish",
      "",
      "The command is icewatch: where it is started by java -jar, an alias or a wrapper of that name"
          + " is needed."
    })
public final class CompletionCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  /** A shell that scripts can be made for. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (shell) {
          // What is made for bash sees itself whether it runs in zsh.
          case BASH, ZSH -> AutoComplete.bash("icewatch", spec.root().commandLine());
          case FISH -> FishCompletion.of(spec.root());
        });
    out.flush();
    return 0;
  }
}
