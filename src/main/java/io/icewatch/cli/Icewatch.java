package io.icewatch.cli;

import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The top of the command line: every command is registered here. */
@Command(
    name = "icewatch",
    description = "Prometheus exporter and alerting for Iceberg ingestion into Apache Pinot.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      AlertsCommand.class,
      TriggerCommand.class,
      Word.Pause.class,
      Word.Resume.class,
      Word.Circuit.class,
      HistoryCommand.class,
      ConfigCommand.class,
      WebCommand.class,
      DemoCommand.class,
      SandboxCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:no command, or bad arguments", "70:something that should not happen did"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch demo",
      "  icewatch config check --config icewatch.yml",
      "  icewatch run --config icewatch.yml",
      "  icewatch COMMAND --help"
    })
public final class Icewatch {
  /** What was typed, or what the configuration says, cannot be used. */
  public static final int USAGE = 2;

  /** Something that should not happen did; {@code EX_SOFTWARE} of sysexits. */
  public static final int UNEXPECTED = 70;

  private Icewatch() {}

  /**
   * The command line, ready to {@link CommandLine#execute}; bad arguments are reported all at once
   * and no exception leaves it.
   */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Icewatch());
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().usageMessage().hidden(true);
    commandLine.addSubcommand(completion);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    collectErrors(commandLine);
    commandLine.setExecutionStrategy(Icewatch::runUnlessMistaken);
    commandLine.setParameterExceptionHandler(
        (mistake, args) -> report(mistake.getCommandLine(), List.of(mistake)));
    commandLine.setExecutionExceptionHandler((thrown, at, result) -> {
      at.getErr().println("icewatch: " + thrown);
      at.getErr().println("This should not happen; --log.level=debug tells where it did.");
      LoggerFactory.getLogger(Icewatch.class).debug("unexpected", thrown);
      return UNEXPECTED;
    });
    return commandLine;
  }

  private static void collectErrors(CommandLine commandLine) {
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine.getSubcommands().values().forEach(Icewatch::collectErrors);
  }

  private static int runUnlessMistaken(ParseResult result) {
    List<CommandLine> called = result.asCommandLineList();
    boolean help =
        called.stream().anyMatch(at -> at.isUsageHelpRequested() || at.isVersionHelpRequested());
    List<Exception> mistakes = Stream.iterate(
            result, at -> at != null, at -> at.hasSubcommand() ? at.subcommand() : null)
        .flatMap(at -> at.errors().stream())
        .toList();
    return mistakes.isEmpty() || help
        ? new RunLast().execute(result)
        : report(called.get(called.size() - 1), mistakes);
  }

  private static int report(CommandLine at, List<Exception> mistakes) {
    UsageMistakes.lines(mistakes).forEach(at.getErr()::println);
    at.getErr()
        .println("Try '" + at.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return USAGE;
  }
}
