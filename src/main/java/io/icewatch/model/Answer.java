package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of one question to a controller: every outcome is a value, none is an exception.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Answer<T> {
  /** The name of the outcome in labels: {@code observed}, {@code timed_out}, ... */
  String outcome();

  /**
   * A good answer.
   *
   * @param serverTime the response's Date header, to the second
   */
  record Observed<T>(T value, Optional<Instant> serverTime) implements Answer<T> {
    @Override
    public String outcome() {
      return "observed";
    }
  }

  /**
   * 304: the earlier answer still holds.
   *
   * @param value the earlier answer
   * @param serverTime the response's Date header, to the second
   */
  record NotModified<T>(T value, Optional<Instant> serverTime) implements Answer<T> {
    @Override
    public String outcome() {
      return "not_modified";
    }
  }

  /** No answer that could be used. */
  record Failed<T>(Failure failure) implements Answer<T> {
    @Override
    public String outcome() {
      return failure.reason();
    }
  }
}
