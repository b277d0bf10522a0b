package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the oldest data that is not ingested has been waiting. */
public sealed interface Lag {
  /** The lag at this moment: 0 when caught up, empty when unknown, never negative. */
  Optional<Duration> at(Instant now);

  /** Everything in the source has been ingested. */
  record CaughtUp() implements Lag {
    @Override
    public Optional<Duration> at(Instant now) {
      return Optional.of(Duration.ZERO);
    }
  }

  /**
   * Data is waiting.
   *
   * @param since the moment from which the oldest of it has been waiting
   */
  record Behind(Instant since) implements Lag {
    @Override
    public Optional<Duration> at(Instant now) {
      return Optional.of(now.isBefore(since) ? Duration.ZERO : Duration.between(since, now));
    }
  }

  /**
   * It cannot be told.
   *
   * @param reason why, in words
   */
  record Unknown(String reason) implements Lag {
    @Override
    public Optional<Duration> at(Instant now) {
      return Optional.empty();
    }
  }
}
