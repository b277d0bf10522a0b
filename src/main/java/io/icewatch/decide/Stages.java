package io.icewatch.decide;

import io.icewatch.model.AlertStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How an alert goes from stage to stage: as in Prometheus, and an unknown moves nothing. */
final class Stages {
  /** How long an alert that is over is still told. */
  static final Duration RESOLVED_KEPT = Duration.ofMinutes(15);

  private Stages() {}

  /**
   * The stage after one more look.
   *
   * @param earlier the stage before; empty when there was no alert
   * @param patience how long the condition must hold before the alert fires
   * @param keep how long it goes on after the condition holds no more
   * @return empty when there is none now
   */
  static Optional<AlertStage> next(
      Optional<AlertStage> earlier,
      Judgement judgement,
      Duration patience,
      Duration keep,
      Instant now) {
    if (judgement instanceof Judgement.Holds) {
      return Optional.of(holding(earlier, patience, now));
    }
    return judgement instanceof Judgement.Clear || isEnding(earlier)
        ? cleared(earlier, keep, now)
        : earlier.flatMap(stage -> aged(stage, now));
  }

  /** Whether the last that was known is that the condition holds no more. */
  private static boolean isEnding(Optional<AlertStage> earlier) {
    return earlier.orElse(null) instanceof AlertStage.Firing firing
        && firing.clearSince().isPresent();
  }

  /** The stage of an alert whose subject or rule is no more. */
  static Optional<AlertStage> gone(AlertStage earlier, Instant now) {
    return cleared(Optional.of(earlier), Duration.ZERO, now);
  }

  private static AlertStage holding(Optional<AlertStage> earlier, Duration patience, Instant now) {
    AlertStage stage = earlier.orElse(new AlertStage.Pending(now));
    if (stage instanceof AlertStage.Firing firing) {
      return new AlertStage.Firing(firing.since(), firing.startsAt(), Optional.empty());
    }
    // A clock that was set back must not make it wait for longer than its patience.
    Instant since =
        stage instanceof AlertStage.Pending pending && pending.since().isBefore(now)
            ? pending.since()
            : now;
    return Duration.between(since, now).compareTo(patience) >= 0
        ? new AlertStage.Firing(since, now, Optional.empty())
        : new AlertStage.Pending(since);
  }

  private static Optional<AlertStage> cleared(
      Optional<AlertStage> earlier, Duration keep, Instant now) {
    if (earlier.isPresent() && earlier.get() instanceof AlertStage.Firing firing) {
      Instant clear = firing.clearSince().filter(now::isAfter).orElse(now);
      return Optional.of(
          Duration.between(clear, now).compareTo(keep) < 0
              ? new AlertStage.Firing(firing.since(), firing.startsAt(), Optional.of(clear))
              : new AlertStage.Resolved(firing.startsAt(), now));
    }
    return earlier
        .filter(stage -> !(stage instanceof AlertStage.Pending))
        .flatMap(stage -> aged(stage, now));
  }

  /** The same stage, unless it is over for too long. */
  private static Optional<AlertStage> aged(AlertStage stage, Instant now) {
    return stage instanceof AlertStage.Resolved resolved
            && Duration.between(resolved.endsAt(), now).compareTo(RESOLVED_KEPT) > 0
        ? Optional.empty()
        : Optional.of(stage);
  }
}
