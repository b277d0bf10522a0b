package io.icewatch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what is wrong with a command line: the name, what was found, what was expected. */
final class UsageMistakes {
  private UsageMistakes() {}

  /** One line a mistake, each once. */
  static List<String> lines(List<? extends Exception> mistakes) {
    LinkedHashSet<String> lines = new LinkedHashSet<>();
    for (Exception mistake : mistakes) {
      lines.addAll(lines(mistake));
    }
    return List.copyOf(lines);
  }

  private static List<String> lines(Exception mistake) {
    if (mistake instanceof MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
          .map(arg -> name(arg) + ": missing (expected: " + arg.paramLabel() + ")")
          .toList();
    }
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched);
    }
    if (mistake instanceof OverwrittenOptionException twice) {
      return List.of(name(twice.getOverwritten()) + ": given twice (expected: once)");
    }
    if (mistake instanceof ParameterException wrong
        && wrong.getArgSpec() != null
        && wrong.getValue() != null) {
      ArgSpec arg = wrong.getArgSpec();
      return List.of(name(arg) + ": " + wrong.getValue() + " (expected: " + expected(arg) + ")");
    }
    if (mistake instanceof ParameterException none && none.getArgSpec() == null) {
      CommandLine at = none.getCommandLine();
      if (!at.getSubcommands().isEmpty()) {
        return List.of(
            at.getCommandSpec().qualifiedName() + ": no command (expected: " + commands(at) + ")");
      }
    }
    return List.of(String.valueOf(mistake.getMessage()));
  }

  private static List<String> unknown(UnmatchedArgumentException unmatched) {
    List<String> lines = new ArrayList<>();
    CommandLine at = unmatched.getCommandLine();
    String alike = unmatched.getSuggestions().stream().limit(3).collect(Collectors.joining(" or "));
    for (String argument : unmatched.getUnmatched()) {
      boolean option = argument.startsWith("-");
      if (!option && !lines.isEmpty()) {
        // What follows an unknown word may well belong to it.
        continue;
      }
      String expected;
      if (!alike.isEmpty()) {
        expected = alike + "?";
      } else if (option || at.getSubcommands().isEmpty()) {
        expected = "one of " + options(at);
      } else {
        expected = commands(at);
      }
      String found = option ? "unknown option" : "unknown argument";
      lines.add(argument + ": " + found + " (expected: " + expected + ")");
    }
    return lines;
  }

  private static String options(CommandLine at) {
    return at.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(UsageMistakes::name)
        .collect(Collectors.joining(", "));
  }

  private static String commands(CommandLine at) {
    return at.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option
        ? Arrays.stream(option.names())
            .filter(name -> name.startsWith("--"))
            .findFirst()
            .orElse(option.longestName())
        : arg.paramLabel();
  }

  private static String expected(ArgSpec arg) {
    return arg.type().isEnum()
        ? Arrays.stream(arg.type().getEnumConstants())
            .map(Object::toString)
            .collect(Collectors.joining(", ", "one of ", ""))
        : arg.paramLabel() + ", " + arg.type().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
