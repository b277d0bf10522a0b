package io.icewatch.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The alerts as the latest look at the fleet left them, for views.
 *
 * @param lookedAt when that was, by the daemon's clock; empty before the first look since the start:
 *     the alerts are then those that the last daemon kept
 * @param alerts pending, firing and just resolved ones, by name and labels
 */
public record AlertBoard(Optional<Instant> lookedAt, List<Alert> alerts) {
  public AlertBoard {
    alerts = List.copyOf(alerts);
  }

  /** Nobody has looked, and nothing is kept. */
  public static AlertBoard none() {
    return new AlertBoard(Optional.empty(), List.of());
  }

  /** Those about one table; alerts about its controller or its catalog are not among them. */
  public List<Alert> of(TableId table) {
    return alerts.stream()
        .filter(alert -> alert.labels().value("table").equals(table.table())
            && alert.labels().value("controller").equals(table.controller()))
        .toList();
  }
}
