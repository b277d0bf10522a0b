package io.icewatch.alerts;

import io.icewatch.decide.AlertBook;
import io.icewatch.decide.Alerts;
import io.icewatch.decide.Situation;
import io.icewatch.metrics.DaemonCollector;
import io.icewatch.metrics.DaemonMetrics;
import io.icewatch.metrics.Exposition;
import io.icewatch.metrics.Format;
import io.icewatch.metrics.NotificationMetrics;
import io.icewatch.metrics.Rendered;
import io.icewatch.metrics.TriggerCollector;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Decision;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerOverview;
import io.icewatch.model.TriggerStanding;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A small fleet that a daemon watches: at each step it is polled, scraped, and looked at for alerts,
 * all at one moment.
 */
final class PastFleet {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final String RECEIVER = "http://alertmanager:9093";

  private final Map<TableId, PastTable> tables = new LinkedHashMap<>();
  private final Recording recording = new Recording();
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private AlertBook book = AlertBook.of(List.of());
  private Snapshot snapshot = new Snapshot(0, List.of(), List.of());
  private List<ControllerState> controllers = List.of();
  private Optional<String> storeProblem = Optional.empty();
  private Optional<Instant> undelivered = Optional.empty();
  private boolean delivering = true;
  private DaemonMetrics metrics;
  private NotificationMetrics notifications;
  private Exposition exposition;

  PastFleet() {
    startDaemon();
  }

  private void startDaemon() {
    CollectorRegistry registry = new CollectorRegistry();
    metrics = new DaemonMetrics(registry, "1.0", "17");
    notifications = new NotificationMetrics(registry, List.of(RECEIVER), List.of());
    registry.register(new DaemonCollector(() -> snapshot, () -> storeProblem));
    registry.register(new TriggerCollector(
        this::standings,
        () -> new TriggerOverview(TriggerMode.AUTO, List.of(), 9, Optional.empty()),
        Map::of,
        clock));
    exposition = new Exposition(() -> snapshot, clock, registry, true);
  }

  private Map<TableId, TriggerStanding> standings() {
    return tables.entrySet().stream()
        .collect(Collectors.toMap(
            Map.Entry::getKey,
            entry -> new TriggerStanding(
                entry.getKey(),
                TriggerMode.AUTO,
                new Decision.Trigger(entry.getKey(), TriggerMode.AUTO, Duration.ZERO),
                Optional.empty(),
                0,
                entry.getValue().gaveUp(),
                TriggerHistory.none())));
  }

  /** The table of controller {@code prod}, watched from now on. */
  PastTable table(String name) {
    return tables.computeIfAbsent(new TableId("prod", name), id -> new PastTable(id, clock));
  }

  /** The table leaves the configuration: the rules keep its alerts firing for a while. */
  void remove(String name) {
    recording.ending(alert -> alert.value("table").equals(name));
    tables.remove(new TableId("prod", name));
  }

  /** How the discovery of the controller's tables stands from now on. */
  void discovery(DiscoveryState other) {
    controllers = List.of(ControllerState.initial("prod").withDiscovery(Optional.of(other)));
  }

  void store(Optional<String> problem) {
    storeProblem = problem;
  }

  void delivers(boolean other) {
    delivering = other;
  }

  /** Goes on for so long as things are. */
  void goOn(int minutes) {
    Instant end = now.plus(Duration.ofMinutes(minutes));
    while (now.isBefore(end)) {
      step();
    }
  }

  void step() {
    step(true, true);
  }

  /** A step whose scrape fails. */
  void unscraped() {
    step(true, false);
  }

  /** The daemon is gone for so many steps; the next has polled nothing at its first look. */
  void restart(int steps) {
    for (int i = 0; i < steps; i++) {
      recording.gap();
      now = now.plus(Recording.STEP);
    }
    book = AlertBook.of(book.alerts());
    tables.values().forEach(PastTable::forget);
    startDaemon();
    step(false, true);
  }

  private void step(boolean polled, boolean scraped) {
    if (polled) {
      tables.values().forEach(table -> table.poll(metrics));
    }
    if (!delivering) {
      undelivered = Optional.of(now);
      notifications.failed(RECEIVER, 1);
    }
    List<TableState> states = new ArrayList<>();
    tables.values().forEach(table -> states.add(table.state()));
    snapshot = new Snapshot(snapshot.version() + 1, states, controllers);
    Situation situation = new Situation(
        snapshot,
        tables.entrySet().stream()
            .filter(entry -> entry.getValue().gaveUp())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        storeProblem,
        Map.of(RECEIVER, new Situation.Standing(true, undelivered)));
    book = Alerts.look(book, situation, AlertSettings.defaults(), now);
    recording.step(scraped ? text(exposition.render(Format.TEXT, false)) : "", book.alerts(), now);
    now = now.plus(Recording.STEP);
  }

  private static String text(Rendered rendered) {
    StringBuilder text = new StringBuilder();
    rendered.pages().forEach(page -> text.append(new String(page, StandardCharsets.UTF_8)));
    return text.toString();
  }

  Recording recording() {
    return recording;
  }
}
