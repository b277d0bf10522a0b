package io.icewatch.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion of a command line for fish, which needs a line for each word; pure. */
final class FishCompletion {
  private static final String HEAD = """
      # Completion of icewatch for fish.

      # The commands on the line so far, options left out.
      function __icewatch_commands
          set -l words (commandline -opc)
          set -e words[1]
          string match -v -- '-*' $words
      end

      # Whether the next word is a subcommand of this command.
      function __icewatch_next
          test (string join ' ' (__icewatch_commands)) = "$argv"
      end

      # Whether the line is one of this command.
      function __icewatch_in
          string match -q -- "$argv*" (string join ' ' (__icewatch_commands))
      end

      complete -c icewatch -f
      """;

  private final StringBuilder script = new StringBuilder(HEAD);

  private FishCompletion() {}

  static String of(CommandSpec root) {
    FishCompletion fish = new FishCompletion();
    fish.command(root, "");
    return fish.script.toString();
  }

  private void command(CommandSpec command, String path) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        option(option, path);
      }
    }
    for (Map.Entry<String, CommandLine> below : command.subcommands().entrySet()) {
      CommandSpec sub = below.getValue().getCommandSpec();
      if (!sub.usageMessage().hidden()) {
        script
            .append("complete -c icewatch -n ")
            .append(quoted("__icewatch_next " + path))
            .append(" -a ")
            .append(below.getKey())
            .append(described(sub.usageMessage().description()))
            .append('\n');
        command(sub, (path + " " + below.getKey()).strip());
      }
    }
  }

  private void option(OptionSpec option, String path) {
    script.append("complete -c icewatch -n ").append(quoted("__icewatch_in " + path));
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      script.append(option.type().equals(Path.class) ? " -r -F" : " -x");
      if (option.completionCandidates() != null) {
        String words = String.join(" ", option.completionCandidates());
        script.append(" -a ").append(quoted(words));
      }
    }
    script.append(described(option.description())).append('\n');
  }

  /** The first sentence. */
  private static String described(String... lines) {
    if (lines.length == 0) {
      return "";
    }
    String text = lines[0].replaceAll("\\$\\{[A-Z-]+}", "").replace("%n", " ");
    int end = text.indexOf(". ");
    return " -d " + quoted(end < 0 ? text : text.substring(0, end + 1));
  }

  private static String quoted(String text) {
    return "'" + text.strip().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
