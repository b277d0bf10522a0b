package io.icewatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.config.PrometheusDuration;
import io.icewatch.model.TableId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icewatch trigger}: one run on demand, by the running daemon and within its limits. */
@Command(
    name = "trigger",
    description = "Ask the running daemon for one run of one table, within the limits that hold for"
        + " the daemon itself.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the controller took the request; with --wait: the run COMPLETED, and the checkpoint moved"
          + " or nothing was waiting",
      "1:the controller refused; with --wait: the run FAILED, or helped nothing",
      "2:bad arguments, or a table that is not watched",
      "3:refused by a limit, which is named; nothing was sent",
      "4:timed out: what came of it is not known yet",
      "69:no daemon answers, or something else does",
      "77:not allowed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch trigger prod/orders_OFFLINE",
      "  icewatch trigger prod/orders_OFFLINE --wait --timeout 30m",
      "  icewatch trigger prod/orders_OFFLINE --force 'data is needed at noon'",
      "",
      DaemonOptions.ENVIRONMENT,
      "  NO_COLOR turns colours off."
    })
public final class TriggerCommand implements Callable<Integer> {
  private static final int REFUSED = 3;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private DaemonOptions daemon = new DaemonOptions();

  @Mixin
  private ColourOptions colours = new ColourOptions();

  @Parameters(
      paramLabel = "CONTROLLER/TABLE",
      description = "The table, such as prod/orders_OFFLINE.")
  private String table = "";

  @Option(names = "--wait", description = "Follow the run to its end.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "Follow it no longer than this (default: 1h).")
  private String timeout = "1h";

  @Option(
      names = "--force",
      paramLabel = "REASON",
      description = "Pass over the rules that a person may pass over, and record why.")
  private @Nullable String force;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return trigger(err);
    } catch (DaemonException e) {
      err.println("icewatch: " + Printable.text(String.valueOf(e.getMessage())));
      return e.exitCode();
    }
  }

  private int trigger(PrintWriter err) throws DaemonException, InterruptedException {
    TableId id = TableName.parse(table);
    Duration patience = PrometheusDuration.parse(timeout)
        .orElseThrow(() -> new DaemonException(
            Icewatch.USAGE, "--timeout: " + timeout + " (expected: a duration such as 15m)"));
    if (force != null && force.isBlank()) {
      throw new DaemonException(Icewatch.USAGE, "--force: '' (expected: a reason)");
    }
    DaemonClient client = daemon.daemon(System.getenv());
    DaemonClient.Reply reply = client.post(
        DaemonClient.path(id, "trigger"),
        Optional.ofNullable(force).map(reason -> Map.of("force", reason)).orElse(Map.of()));
    if (reply.status() == 409) {
      err.println(id + ": refused: " + Printable.text(reply.detail()) + advice(reply.body()));
      return REFUSED;
    }
    JsonNode attempt = client.done(reply);
    RunProgress progress = new RunProgress(id, spec.commandLine().getOut(), colours.wanted());
    return new Following(client, id, progress).follow(attempt, wait, patience);
  }

  private String advice(JsonNode refusal) {
    return force == null && refusal.path("forcible").asBoolean()
        ? " (--force REASON passes over that)"
        : "";
  }
}
