package io.icewatch.decide;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.AlertStage;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks at a fleet each 15 s, as the daemon does, and remembers when each alert began to fire. */
final class Watch {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration LOOK = Duration.ofSeconds(15);

  private final Map<String, List<Duration>> began = new TreeMap<>();
  private final Map<String, List<Duration>> ended = new TreeMap<>();
  private AlertSettings settings = AlertSettings.defaults();
  private AlertBook book = AlertBook.of(List.of());
  private Instant now = START;

  Watch with(AlertSettings other) {
    settings = other;
    return this;
  }

  /** Looks for so long at what the table is at each moment. */
  Watch over(Duration time, Function<Instant, TableState> table) {
    return overAll(time, at -> Situation.of(new Snapshot(1, List.of(table.apply(at)), List.of())));
  }

  Watch overAll(Duration time, Function<Instant, Situation> situation) {
    Instant end = now.plus(time);
    for (; now.isBefore(end); now = now.plus(LOOK)) {
      Map<String, AlertStage> before = stages();
      book = Alerts.look(book, situation.apply(now), settings, now);
      stages().forEach((labels, stage) -> note(labels, before.get(labels), stage));
    }
    return this;
  }

  /** The daemon dies, and another takes over what was kept. */
  Watch restart(Duration gap) {
    book = AlertBook.of(book.alerts());
    now = now.plus(gap);
    return this;
  }

  private void note(String labels, AlertStage was, AlertStage is) {
    Duration at = Duration.between(START, now);
    if (is instanceof AlertStage.Firing && !(was instanceof AlertStage.Firing)) {
      began.computeIfAbsent(labels, key -> new ArrayList<>()).add(at);
    } else if (is instanceof AlertStage.Resolved && !(was instanceof AlertStage.Resolved)) {
      ended.computeIfAbsent(labels, key -> new ArrayList<>()).add(at);
    }
  }

  private Map<String, AlertStage> stages() {
    Map<String, AlertStage> stages = new TreeMap<>();
    book.alerts().forEach(alert -> stages.put(key(alert), alert.stage()));
    return stages;
  }

  private static String key(Alert alert) {
    return alert.labels().name() + " " + alert.labels().value("severity");
  }

  /** How long after the start each alert began to fire, each time. */
  Map<String, List<Duration>> began() {
    return began;
  }

  Map<String, List<Duration>> ended() {
    return ended;
  }

  /** What fires now. */
  Set<String> firing() {
    Set<String> firing = new TreeSet<>();
    book.alerts().stream().filter(Alert::firing).forEach(alert -> firing.add(key(alert)));
    return firing;
  }

  List<Alert> alerts() {
    return book.alerts();
  }
}
