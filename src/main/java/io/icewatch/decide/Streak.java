package io.icewatch.decide;

import io.icewatch.model.LagSource;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many observations in a row saw a table behind for longer than a threshold.
 *
 * @param length 0 or more
 * @param newest tells the newest of them, or that before the first, from the next; empty when there
 *     is none
 */
public record Streak(int length, Optional<Instant> newest) {
  private static final Streak NONE = new Streak(0, Optional.empty());

  /** No observation saw it. */
  public static Streak none() {
    return NONE;
  }

  /** No observation saw it, and what is known of the table now does not count. */
  public static Streak after(TableState table) {
    return new Streak(0, Optional.of(evidence(table)));
  }

  /** The streak after a look at the table: one longer, broken, or the same when nothing is new. */
  public Streak next(TableState table, Duration threshold, Instant now) {
    Optional<Duration> lag = table.lag(now);
    if (lag.isEmpty() || lag.get().compareTo(threshold) <= 0) {
      return NONE;
    }
    Optional<Instant> evidence = Optional.of(evidence(table));
    return evidence.equals(newest) ? this : new Streak(length + 1, evidence);
  }

  /** Another moment for each observation of the lag: the status alone says nothing about it. */
  private static Instant evidence(TableState table) {
    Optional<Instant> looked = table.assessment().lagSource() == LagSource.CATALOG
        ? table.observation().source().observedAt()
        : table.observation().files().observedAt();
    return looked.orElse(table.assessment().lagUntil());
  }
}
