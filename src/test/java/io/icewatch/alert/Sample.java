package io.icewatch.alert;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Alerts to tell of. */
final class Sample {
  static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private Sample() {}

  static Alert firing(String table) {
    return at(table, new AlertStage.Firing(T, T, Optional.empty()));
  }

  static Alert resolved(String table) {
    return at(table, new AlertStage.Resolved(T, T.plusSeconds(60)));
  }

  static Alert at(String table, AlertStage stage) {
    return new Alert(
        AlertLabels.of(Map.of(
            "alertname",
            "PinotIcebergLagHigh",
            "severity",
            "critical",
            "controller",
            "prod",
            "table",
            table)),
        new TreeMap<>(Map.of("summary", "Data waits.", "description", table + " waits.")),
        stage);
  }

  static List<Alert> firing(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> firing("t%03d_OFFLINE".formatted(i)))
        .toList();
  }
}
