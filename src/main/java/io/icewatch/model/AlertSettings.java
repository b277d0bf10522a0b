package io.icewatch.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the daemon alerts about by itself, and whom it tells.
 *
 * @param interval between two looks at the fleet, at least 1 s
 * @param resend how often an Alertmanager is told of an alert that goes on, at least 1 s
 * @param hurry what every wait of the rules, for the condition to last and for it to stay away, is
 *     divided by: 1, or more for a demonstration, at most 60
 * @param watchdog whether an alert that always fires is sent
 * @param labels put on every alert: Prometheus's external labels, so that both are the same alert
 * @param runbooks where the runbooks are; the alert's name and {@code .md} follow
 * @param dashboards where Grafana is; {@code /d/icewatch-table} and the like follow
 * @param receivers whom it tells; nobody when empty
 */
public record AlertSettings(
    Duration interval,
    Duration resend,
    int hurry,
    boolean watchdog,
    SortedMap<String, String> labels,
    Optional<String> runbooks,
    Optional<String> dashboards,
    List<AlertReceiver> receivers) {
  public AlertSettings {
    Checks.atLeast("interval", interval, Duration.ofSeconds(1));
    Checks.atLeast("resend", resend, Duration.ofSeconds(1));
    Checks.between("hurry", hurry, 1, 60);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    receivers = List.copyOf(receivers);
  }

  /** Each 15 s, each minute, and nobody is told. */
  public static AlertSettings defaults() {
    return new AlertSettings(
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        1,
        false,
        new TreeMap<>(Map.of()),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** How long an Alertmanager that hears nothing more is to believe that an alert fires. */
  public Duration validity() {
    return (interval.compareTo(resend) > 0 ? interval : resend).multipliedBy(4);
  }
}
