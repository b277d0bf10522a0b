package io.icewatch.decide;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.icewatch.model.TableId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every alert there is at one moment, and what the looks so far remember.
 *
 * <p>Immutable; {@link Alerts#look} makes the next.
 */
public final class AlertBook {
  private final Map<AlertLabels, Alert> alerts;
  private final Map<TableId, Recall> recalls;
  private final Optional<Instant> storeWell;

  AlertBook(
      Map<AlertLabels, Alert> alerts, Map<TableId, Recall> recalls, Optional<Instant> storeWell) {
    this.alerts = Map.copyOf(alerts);
    this.recalls = Map.copyOf(recalls);
    this.storeWell = storeWell;
  }

  /** The alerts that a daemon left behind; nothing else is remembered. */
  public static AlertBook of(Collection<Alert> kept) {
    return new AlertBook(
        kept.stream().collect(Collectors.toMap(Alert::labels, alert -> alert, (a, b) -> b)),
        Map.of(),
        Optional.empty());
  }

  /** Pending, firing and resolved ones, by name and labels. */
  public List<Alert> alerts() {
    return List.copyOf(new TreeMap<>(alerts).values());
  }

  Map<AlertLabels, Alert> byLabels() {
    return alerts;
  }

  Optional<AlertStage> stage(AlertLabels labels) {
    return Optional.ofNullable(alerts.get(labels)).map(Alert::stage);
  }

  Optional<Recall> recall(TableId table) {
    return Optional.ofNullable(recalls.get(table));
  }

  Optional<Instant> storeWell() {
    return storeWell;
  }
}
