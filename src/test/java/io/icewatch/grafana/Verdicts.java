package io.icewatch.grafana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The verdicts on a table as numbers, the better ones first, with their words and colours. */
final class Verdicts {
  /** One verdict: its place in the list is its number. */
  record Verdict(String health, String colour, String meaning) {}

  static final List<Verdict> ALL = List.of(
      new Verdict("unsupported", "#8e8e8e", "Reads raw files: it has a status and no checkpoint."),
      new Verdict(
          "ok", "green", "Ingested up to its last commit, or within the warning threshold."),
      new Verdict("running", "blue", "A run is in flight."),
      new Verdict("behind", "yellow", "Its lag is past the warning threshold."),
      new Verdict(
          "unknown", "purple", "No fresh observation to judge by: nothing is known of it now."),
      new Verdict("never_ingested", "light-orange", "No ingestion has completed yet."),
      new Verdict(
          "stalled",
          "orange",
          "Behind, and no run has started for longer than its schedule allows."),
      new Verdict("stuck", "dark-orange", "A run is in flight for too long, or shows no progress."),
      new Verdict("failed", "red", "Its last run failed."),
      new Verdict(
          "checkpoint_lost",
          "dark-red",
          "The checkpoint's snapshot was expired or left the history: data may be missing for good."));

  private Verdicts() {}

  /** The number of each table's verdict; of two daemons that disagree the worse one's. */
  static String number(String selector) {
    return IntStream.range(0, ALL.size())
        .mapToObj(i -> "pinot_iceberg_table_health{%s, health=\"%s\"} * %d"
            .formatted(selector, ALL.get(i).health(), i))
        .collect(Collectors.joining("\n  or ", "max by (controller, table) (\n  ", "\n)"));
  }

  static ObjectNode words() {
    return mapping(false);
  }

  static ObjectNode meanings() {
    return mapping(true);
  }

  private static ObjectNode mapping(boolean meaning) {
    ObjectNode mapping = Loose.object("{type: 'value', options: {}}");
    ObjectNode options = (ObjectNode) mapping.path("options");
    for (int i = 0; i < ALL.size(); i++) {
      Verdict verdict = ALL.get(i);
      options
          .putObject(String.valueOf(i))
          .put("color", verdict.colour())
          .put("index", i)
          .put("text", meaning ? verdict.meaning() : verdict.health().replace('_', ' '));
    }
    return mapping;
  }
}
