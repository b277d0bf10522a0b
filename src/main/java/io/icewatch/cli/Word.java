package io.icewatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.config.PrometheusDuration;
import io.icewatch.model.TableId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
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

/** A person's word to the running daemon on what it may trigger, with a reason. */
abstract class Word implements Callable<Integer> {
  private static final String DONE = "0:done";
  private static final String MISTAKEN = "2:bad arguments, or a table that is not watched";
  private static final String NO_DAEMON = "69:no daemon, or one that cannot write its journal";
  private static final String NOT_ALLOWED = "77:not allowed";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private DaemonOptions daemon = new DaemonOptions();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      required = true,
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  public final Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Optional<TableId> table = table();
      Map<String, Object> body = new LinkedHashMap<>(Map.of("reason", reason));
      fill(body);
      DaemonClient client = daemon.daemon(System.getenv());
      JsonNode answer = client.done(client.post(DaemonClient.path(table, route()), body));
      String whom = table.map(TableId::toString).orElse("everything");
      spec.commandLine().getOut().println(whom + ": " + Printable.text(words(answer)));
      return 0;
    } catch (DaemonException e) {
      err.println("icewatch: " + Printable.text(String.valueOf(e.getMessage())));
      return e.exitCode();
    }
  }

  /** The table that was named; empty for all. */
  abstract Optional<TableId> table() throws DaemonException;

  /** The last part of the path. */
  abstract String route();

  /** Adds to the body what this word has beside a reason. */
  void fill(Map<String, Object> body) throws DaemonException {}

  /** What the daemon answered. */
  abstract String words(JsonNode answer);

  /** On one table or on all. */
  abstract static class OnOneOrAll extends Word {
    @Parameters(
        arity = "0..1",
        paramLabel = "CONTROLLER/TABLE",
        description = "The table, such as prod/orders_OFFLINE.")
    private @Nullable String table;

    @Option(names = "--all", description = "Everything, in place of one table.")
    private boolean all;

    @Override
    Optional<TableId> table() throws DaemonException {
      if (all == (table != null)) {
        throw new DaemonException(
            Icewatch.USAGE,
            (all ? "both a table and --all" : "neither a table nor --all")
                + " (expected: exactly one of CONTROLLER/TABLE and --all)");
      }
      return table == null ? Optional.empty() : Optional.of(TableName.parse(table));
    }
  }

  /** {@code icewatch pause}. */
  @Command(
      name = "pause",
      description =
          "Keep a table, or everything, from being triggered, by the daemon and by people.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {Word.DONE, Word.MISTAKEN, Word.NO_DAEMON, Word.NOT_ALLOWED},
      footerHeading = "%nExamples:%n",
      footer = {
        "  icewatch pause prod/orders_OFFLINE --reason 'schema change' --for 2h",
        "  icewatch pause --all --reason release",
        "",
        DaemonOptions.ENVIRONMENT
      })
  static final class Pause extends OnOneOrAll {
    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "For so long; without it until it is resumed.")
    private @Nullable String length;

    @Override
    String route() {
      return "pause";
    }

    @Override
    void fill(Map<String, Object> body) throws DaemonException {
      if (length != null) {
        Duration given = PrometheusDuration.parse(length)
            .filter(duration -> duration.toSeconds() >= 1)
            .orElseThrow(() -> new DaemonException(
                Icewatch.USAGE, "--for: " + length + " (expected: a duration such as 2h)"));
        body.put("forSeconds", given.toSeconds());
      }
    }

    @Override
    String words(JsonNode answer) {
      return "paused "
          + (answer.hasNonNull("until")
              ? "until " + answer.path("until").asText()
              : "until resumed");
    }
  }

  /** {@code icewatch resume}. */
  @Command(
      name = "resume",
      description = "Take a pause back.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {Word.DONE, Word.MISTAKEN, Word.NO_DAEMON, Word.NOT_ALLOWED},
      footerHeading = "%nExamples:%n",
      footer = {
        "  icewatch resume prod/orders_OFFLINE --reason 'schema changed'",
        "  icewatch resume --all --reason released",
        "",
        DaemonOptions.ENVIRONMENT
      })
  static final class Resume extends OnOneOrAll {
    @Override
    String route() {
      return "resume";
    }

    @Override
    String words(JsonNode answer) {
      JsonNode pause = answer.path("paused");
      return pause.isObject()
          ? "resumed; it was paused by " + pause.path("by").asText() + ": "
              + pause.path("reason").asText()
          : "was not paused";
    }
  }

  /** {@code icewatch circuit close}. */
  @Command(
      name = "close",
      description = "Forgive a table its attempts in vain, so that the daemon tries again.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {Word.DONE, Word.MISTAKEN, Word.NO_DAEMON, Word.NOT_ALLOWED},
      footerHeading = "%nExamples:%n",
      footer = {
        "  icewatch circuit close prod/orders_OFFLINE --reason 'disk was full, mended'",
        "",
        DaemonOptions.ENVIRONMENT
      })
  static final class CloseCircuit extends Word {
    @Parameters(
        paramLabel = "CONTROLLER/TABLE",
        description = "The table, such as prod/orders_OFFLINE.")
    private String table = "";

    @Override
    Optional<TableId> table() throws DaemonException {
      return Optional.of(TableName.parse(table));
    }

    @Override
    String route() {
      return "circuit/close";
    }

    @Override
    String words(JsonNode answer) {
      return "circuit closed; attempts in vain that no longer count: "
          + answer.path("forgiven").asInt();
    }
  }

  /** {@code icewatch circuit}. */
  @Command(
      name = "circuit",
      description =
          "Work with the circuit of a table, which opens after too many attempts in vain.",
      synopsisSubcommandLabel = "COMMAND",
      subcommands = CloseCircuit.class,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = "2:no command",
      footerHeading = "%nExamples:%n",
      footer = {"  icewatch circuit close prod/orders_OFFLINE --reason 'disk was full, mended'"})
  static final class Circuit {}
}
