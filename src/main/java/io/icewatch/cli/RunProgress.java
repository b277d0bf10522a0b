package io.icewatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.TableId;
import java.io.PrintWriter;

/** Shows how an attempt goes: a bar that moves on a terminal, else a line for each change. */
final class RunProgress {
  private static final int WIDTH = 30;
  private static final String CLEAR = "\r\u001b[K";

  private final TableId table;
  private final PrintWriter out;
  private final boolean terminal;
  private String shown = "";

  RunProgress(TableId table, PrintWriter out, boolean terminal) {
    this.table = table;
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows an attempt as the daemon tells it. */
  void show(JsonNode attempt) {
    String words = Printable.text(words(attempt));
    if (words.equals(shown)) {
      return;
    }
    shown = words;
    if (terminal) {
      out.print(CLEAR + table + ": " + bar(attempt.path("progress")) + words);
    } else {
      out.println(table + ": " + words);
    }
    out.flush();
  }

  /** Says the last word, on a line of its own. */
  void end(String words) {
    if (terminal) {
      out.print(CLEAR);
    }
    out.println(table + ": " + Printable.text(words));
    out.flush();
  }

  private static String words(JsonNode attempt) {
    String name = "attempt " + attempt.path("seq").asLong() + " ";
    JsonNode run = attempt.path("progress");
    if (run.hasNonNull("status")) {
      return name + run.path("status").asText() + ", "
          + run.path("segmentsGenerated").asText("?") + " of "
          + run.path("filesDiscovered").asText("?") + " segments";
    }
    JsonNode call = attempt.path("call");
    return call.hasNonNull("outcome")
        ? name + call.path("outcome").asText() + ", waiting for the run"
        : name + "begun, waiting for the controller";
  }

  /** {@code [########......................] }; empty while it is not known how far the run is. */
  static String bar(JsonNode run) {
    long files = run.path("filesDiscovered").asLong();
    long segments = run.path("segmentsGenerated").asLong();
    if (files <= 0) {
      return "";
    }
    int full = (int) (WIDTH * Math.min(segments, files) / files);
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
  }
}
