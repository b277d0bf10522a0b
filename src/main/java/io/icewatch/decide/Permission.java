package io.icewatch.decide;

import io.icewatch.model.DurationText;
import io.icewatch.model.Finding;
import io.icewatch.model.MaintenanceWindow;
import io.icewatch.model.Pause;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules by which people say whether anything may be done at all. */
final class Permission {
  private Permission() {}

  static Finding mode(Candidate candidate, TriggerContext context) {
    return mode(candidate, context, TriggerMode.DRY_RUN);
  }

  /** The same for what is never rehearsed. */
  static Finding auto(Candidate candidate, TriggerContext context) {
    return mode(candidate, context, TriggerMode.AUTO);
  }

  private static Finding mode(Candidate candidate, TriggerContext context, TriggerMode least) {
    TriggerMode own = candidate.rules().mode();
    return new Finding(
        TriggerRule.MODE,
        own.atMost(context.ceiling()).compareTo(least) >= 0,
        "table " + own.label() + ", global " + context.ceiling().label());
  }

  static Finding pause(Candidate candidate, TriggerContext context, Instant now) {
    for (Pause pause : context.pauses()) {
      if (pause.holds(candidate.table().id(), now)) {
        return new Finding(TriggerRule.PAUSE, false, words(pause));
      }
    }
    return new Finding(TriggerRule.PAUSE, true, "not paused");
  }

  private static String words(Pause pause) {
    return pause.table().map(id -> id + " paused").orElse("everything paused")
        + " by "
        + pause.by()
        + pause.until().map(end -> " until " + end).orElse(" until resumed")
        + ": "
        + pause.reason();
  }

  static Finding maintenance(Candidate candidate, Instant now) {
    for (MaintenanceWindow window : candidate.rules().windows()) {
      Optional<Instant> end = window.end(now);
      if (end.isPresent()) {
        return new Finding(
            TriggerRule.MAINTENANCE, false, "window " + window.name() + " until " + end.get());
      }
    }
    return new Finding(TriggerRule.MAINTENANCE, true, "no window is on");
  }

  static Finding grace(TriggerContext context, Instant now) {
    Duration watched = Words.between(context.watchingSince(), now);
    Duration grace = context.limits().startupGrace();
    return new Finding(
        TriggerRule.GRACE,
        watched.compareTo(grace) >= 0,
        "watching for " + DurationText.of(watched) + " (expected: at least "
            + DurationText.of(grace) + ")");
  }
}
