package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.TableId;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code icewatch history}: what was triggered, by whom, why, and what came of it. */
@Command(
    name = "history",
    description =
        "Show what was triggered, newest first: by whom or what, why, and what came of it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:bad arguments, or a table that is not watched",
      "69:no daemon answers, or something else does",
      "77:not allowed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  icewatch history",
      "  icewatch history prod/orders_OFFLINE --inputs",
      "  icewatch history --json --url https://icewatch.example.com --user anna --password-file ~/pw",
      "",
      DaemonOptions.ENVIRONMENT
    })
public final class HistoryCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private DaemonOptions daemon = new DaemonOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "CONTROLLER/TABLE",
      description = "One table; without it the whole fleet.")
  private @Nullable String table;

  @Option(names = "--json", description = "Print JSON, with all that is kept.")
  private boolean json;

  @Option(names = "--inputs", description = "Show what every rule saw, too.")
  private boolean inputs;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Optional<TableId> one =
          table == null ? Optional.empty() : Optional.of(TableName.parse(table));
      DaemonClient client = daemon.daemon(System.getenv());
      JsonNode history = client.done(client.get(DaemonClient.path(one, "history")));
      if (json) {
        out.println(pretty(history));
      } else {
        history.path("entries").forEach(entry -> print(out, entry));
      }
      out.flush();
      return 0;
    } catch (DaemonException e) {
      spec.commandLine()
          .getErr()
          .println("icewatch: " + Printable.text(String.valueOf(e.getMessage())));
      return e.exitCode();
    }
  }

  private void print(PrintWriter out, JsonNode entry) {
    line(
        out,
        "",
        "%s %s/%s %s by %s: %s"
            .formatted(
                entry.path("at").asText(),
                entry.path("controller").asText(),
                entry.path("table").asText(),
                what(entry),
                entry.path("by").asText(),
                entry.path("why").asText()));
    JsonNode call = entry.path("call");
    if (call.isObject()) {
      line(
          out,
          "  call: ",
          call.path("outcome").asText() + ": " + call.path("detail").asText());
    }
    JsonNode end = entry.path("settlement");
    if (end.isObject()) {
      line(
          out,
          "  effect: ",
          end.path("outcome").asText() + ": " + end.path("detail").asText());
    } else if (entry.has("settlement")) {
      line(out, "  effect: ", "not known yet");
    }
    if (inputs) {
      entry.path("inputs").forEach(rule -> line(out, "  ", rule.asText()));
    }
  }

  private static String what(JsonNode entry) {
    return entry.path("kind").asText().equals("attempt")
        ? "attempt " + entry.path("seq").asLong() + " (" + entry.path("mode").asText() + ")"
        : "circuit closed";
  }

  private static void line(PrintWriter out, String indent, String text) {
    out.println(indent + Printable.text(text));
  }

  private static String pretty(JsonNode json) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
