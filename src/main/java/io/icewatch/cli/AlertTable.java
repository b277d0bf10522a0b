package io.icewatch.cli;

import io.icewatch.decide.AlertRule;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.CountText;
import io.icewatch.model.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Renders alerts for people, those that page first: the output of {@code icewatch alerts}. */
final class AlertTable {
  private AlertTable() {}

  /** Two lines for each, and one that counts them. */
  static String render(List<Alert> alerts) {
    StringBuilder text = new StringBuilder();
    alerts.stream()
        .sorted(Comparator.comparing((Alert alert) -> !pages(alert)).thenComparing(Alert::labels))
        .forEach(alert -> text.append("%-8s  %s  (fires after %s)%n    %s%n"
            .formatted(
                alert.labels().value("severity"),
                alert.labels().name() + subject(alert.labels()),
                HumanDuration.text(patience(alert.labels())),
                alert.annotations().getOrDefault("description", ""))));
    long pages = alerts.stream().filter(AlertTable::pages).count();
    return text.append(alerts.isEmpty() ? "" : "\n")
        .append(CountText.of(alerts.size(), "alert"))
        .append(": ")
        .append(pages)
        .append(" critical\n")
        .toString();
  }

  /** What a process says to its caller. */
  static int exitCode(List<Alert> alerts) {
    return alerts.stream().anyMatch(AlertTable::pages) ? 2 : alerts.isEmpty() ? 0 : 1;
  }

  private static boolean pages(Alert alert) {
    return alert.labels().value("severity").equals(Severity.CRITICAL.label());
  }

  private static String subject(AlertLabels labels) {
    String table = labels.value("table");
    String controller = labels.value("controller") + labels.value("catalog");
    return table.isEmpty() ? (" " + controller).stripTrailing() : " " + controller + "/" + table;
  }

  private static Duration patience(AlertLabels labels) {
    return Arrays.stream(AlertRule.values())
        .filter(rule -> rule.alert().equals(labels.name())
            && rule.severity().label().equals(labels.value("severity")))
        .findFirst()
        .map(AlertRule::patience)
        .orElse(Duration.ZERO);
  }
}
