package io.icewatch.cli;

import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import io.icewatch.decide.AlertBook;
import io.icewatch.decide.Alerts;
import io.icewatch.decide.Situation;
import io.icewatch.model.Alert;
import io.icewatch.model.Snapshot;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code icewatch alerts}: what one look would have people told, and why. */
@Command(
    name = "alerts",
    description = "Ask about every table once, and print each alert whose condition holds now, how"
        + " long it must hold before the alert fires, and why. One look knows no past: what only"
        + " shows over time (nothing known for minutes, a checkpoint that went backwards) is not"
        + " among them. Nobody is told anything.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no condition holds",
      "1:only warnings",
      "2:at least one that would page, tables that could not be listed, or bad configuration"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  icewatch alerts --config icewatch.yml", "", ConfigOptions.ENVIRONMENT})
public final class AlertsCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private ConfigOptions config = new ConfigOptions();

  @Mixin
  private LogOptions log = new LogOptions();

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    Optional<Configuration> accepted = config.load(spec.commandLine().getErr());
    if (accepted.isEmpty()) {
      return Icewatch.USAGE;
    }
    Snapshot seen = Daemon.lookOnce(accepted.get());
    List<String> unlisted = DiscoveryLines.failed(seen);
    unlisted.forEach(line -> spec.commandLine().getErr().println(line));
    Situation situation = Situation.of(seen);
    List<Alert> alerts = Alerts.look(
            AlertBook.of(List.of()), situation, accepted.get().alerts(), Instant.now())
        .alerts();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AlertTable.render(alerts));
    out.flush();
    return unlisted.isEmpty() ? AlertTable.exitCode(alerts) : Icewatch.USAGE;
  }
}
