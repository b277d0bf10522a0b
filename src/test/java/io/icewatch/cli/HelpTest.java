package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Stream<String> commands() {
    return all(Icewatch.commandLine()).map(at -> at.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> all(CommandLine at) {
    return Stream.concat(
        Stream.of(at),
        at.getSubcommands().values().stream()
            .filter(below -> !below.getCommandSpec().usageMessage().hidden())
            .flatMap(HelpTest::all));
  }

  private static CommandLine named(String qualified) {
    return all(Icewatch.commandLine())
        .filter(at -> at.getCommandSpec().qualifiedName().equals(qualified))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesHowItEndsAndGivesExamples(String qualified) {
    String usage = named(qualified).getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertThat(usage).startsWith("Usage: " + qualified).contains("Exit codes:", "Examples:");
    assertThat(named(qualified).getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(usage.lines()).noneMatch(line -> line.matches(".*\\$\\{[A-Z]+-[A-Z]+}.*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsOneThatTheCommandTakes(String qualified) {
    List<String> examples = Stream.of(
            named(qualified).getCommandSpec().usageMessage().footer())
        .filter(line -> line.startsWith("  icewatch "))
        .map(line -> line.replaceFirst(" +#.*", "").split(" (\\||>|&&) ", 2)[0].strip())
        .toList();
    assertThat(examples).isNotEmpty().allSatisfy(example -> {
      List<String> words = new ArrayList<>();
      Matcher matcher = WORD.matcher(example.replace("COMMAND", "run"));
      while (matcher.find()) {
        words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
      CommandLine top = Icewatch.commandLine();
      CommandLine.ParseResult parsed =
          top.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      List<Exception> mistakes = new ArrayList<>();
      for (CommandLine.ParseResult at = parsed; at != null; at = at.subcommand()) {
        mistakes.addAll(at.errors());
      }
      assertThat(mistakes).as(example).isEmpty();
      assertThat(qualified.equals("icewatch") || example.startsWith(qualified)).isTrue();
    });
  }
}
