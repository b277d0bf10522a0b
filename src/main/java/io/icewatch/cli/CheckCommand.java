package io.icewatch.cli;

import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import io.icewatch.model.Snapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code icewatch check}: one look at the fleet, for people and scripts. */
@Command(
    name = "check",
    description = "Ask about every table once, print the fleet, and exit by the worst of it. One"
        + " look cannot tell since when data has been waiting; where the last success leaves room"
        + " for more than the warning threshold, the table counts as unknown.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all fresh",
      "1:a warning: behind or never ingested",
      "2:critical or unknown, or bad configuration"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch check --config icewatch.yml",
      "  icewatch check --config icewatch.yml --json | jq '.tables[] | select(.verdict != \"ok\")'",
      "  icewatch check --config icewatch.yml --color=always | less -R",
      "",
      ConfigOptions.ENVIRONMENT,
      "  COLUMNS is the width to cut reasons to; NO_COLOR turns colours off."
    })
public final class CheckCommand implements Callable<Integer> {
  private static final int NARROW = 80;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private ConfigOptions config = new ConfigOptions();

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private ColourOptions colours = new ColourOptions();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    Optional<Configuration> accepted = config.load(spec.commandLine().getErr());
    if (accepted.isEmpty()) {
      return Icewatch.USAGE;
    }
    Snapshot snapshot = Daemon.lookOnce(accepted.get());
    Instant now = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        json
            ? FleetJson.render(snapshot, now)
            : FleetTable.render(snapshot, now, width(), colours.wanted()));
    out.flush();
    return FleetVerdict.of(snapshot, now).exitCode();
  }

  /** The terminal's width where the shell says it; wide enough for every reason in a pipe. */
  private static int width() {
    try {
      String columns = System.getenv("COLUMNS");
      return columns == null ? 200 : Math.max(NARROW, Integer.parseInt(columns.strip()));
    } catch (NumberFormatException e) {
      return NARROW;
    }
  }
}
