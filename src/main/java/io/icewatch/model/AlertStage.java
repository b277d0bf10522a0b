package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/** How far an alert has come. */
public sealed interface AlertStage {
  /** The word for people, and of Prometheus. */
  String label();

  /**
   * Its condition holds, and not for long enough yet.
   *
   * @param since the look that first saw it
   */
  record Pending(Instant since) implements AlertStage {
    @Override
    public String label() {
      return "pending";
    }
  }

  /**
   * It is told to people.
   *
   * @param since the look that first saw its condition hold
   * @param startsAt the look from which on it fired; it stays the same until the alert is resolved
   * @param clearSince the look that first saw its condition hold no longer, while it is kept firing
   */
  record Firing(Instant since, Instant startsAt, Optional<Instant> clearSince)
      implements AlertStage {
    @Override
    public String label() {
      return "firing";
    }
  }

  /**
   * It is over, and that is still told.
   *
   * @param startsAt when it began to fire
   * @param endsAt the look from which on it did so no longer
   */
  record Resolved(Instant startsAt, Instant endsAt) implements AlertStage {
    @Override
    public String label() {
      return "resolved";
    }
  }
}
