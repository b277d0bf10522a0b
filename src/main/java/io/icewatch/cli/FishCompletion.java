package io.icewatch.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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
          set -l said (__icewatch_commands)
          test "$said" = "$argv"
      end

      # Whether the line is one of this command.
      function __icewatch_in
          set -l said (__icewatch_commands)
          string match -q -- "$argv*" "$said"
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
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String values = values(parameter);
      if (!values.isEmpty()) {
        begin("__icewatch_in " + path).append(values).append('\n');
      }
    }
    for (Map.Entry<String, CommandLine> below : command.subcommands().entrySet()) {
      CommandSpec sub = below.getValue().getCommandSpec();
      if (!sub.usageMessage().hidden()) {
        begin("__icewatch_next " + path)
            .append(" -a ")
            .append(below.getKey())
            .append(described(sub.usageMessage().description()))
            .append('\n');
        command(sub, (path + " " + below.getKey()).strip());
      }
    }
  }

  private void option(OptionSpec option, String path) {
    begin("__icewatch_in " + path);
    for (String name : option.names()) {
      script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      script.append(option.type().equals(Path.class) ? " -r" : " -x").append(values(option));
    }
    script.append(described(option.description())).append('\n');
  }

  private StringBuilder begin(String condition) {
    return script.append("complete -c icewatch -n ").append(quoted(condition));
  }

  /** What a value may be: a file, one of some words, or nothing that is known. */
  private static String values(ArgSpec arg) {
    if (arg.type().equals(Path.class)) {
      return " -F";
    }
    return arg.completionCandidates() == null
        ? ""
        : " -a " + quoted(String.join(" ", arg.completionCandidates()));
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
