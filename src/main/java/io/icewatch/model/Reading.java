package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is held of one question: the last good answer and what came of the last try.
 *
 * @param value the last good answer; it outlives failures until it is stale
 * @param observedAt when that answer came, by the daemon's clock
 * @param askedAt when the last try ended, good or bad; empty before the first
 * @param failure why the last try brought nothing; empty when it was good
 */
public record Reading<T>(
    Optional<T> value,
    Optional<Instant> observedAt,
    Optional<Instant> askedAt,
    Optional<Failure> failure) {
  public Reading {
    if (value.isPresent() != observedAt.isPresent()) {
      throw new IllegalArgumentException(
          "observedAt: " + observedAt + " (expected: present exactly when there is a value)");
    }
  }

  /** Before the first question. */
  public static <T> Reading<T> none() {
    return new Reading<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The reading after one more answer. */
  public Reading<T> with(Answer<T> answer, Instant at) {
    if (answer instanceof Answer.Observed<T> observed) {
      return new Reading<>(
          Optional.of(observed.value()), Optional.of(at), Optional.of(at), Optional.empty());
    }
    if (answer instanceof Answer.NotModified<T> same) {
      return new Reading<>(
          Optional.of(same.value()), Optional.of(at), Optional.of(at), Optional.empty());
    }
    return new Reading<>(
        value, observedAt, Optional.of(at), Optional.of(((Answer.Failed<T>) answer).failure()));
  }

  /** Whether the last try was answered well. */
  public boolean up() {
    return askedAt.isPresent() && failure.isEmpty();
  }

  /**
   * The value, unless it is older than {@code staleAfter}. A reading from the future, after the
   * daemon's clock was set back, is as old as the distance: its age cannot be told.
   */
  public Optional<T> fresh(Instant now, Duration staleAfter) {
    return observedAt.isPresent()
            && Duration.between(observedAt.get(), now).abs().compareTo(staleAfter) <= 0
        ? value
        : Optional.empty();
  }
}
