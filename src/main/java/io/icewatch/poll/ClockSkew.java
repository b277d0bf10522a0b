package io.icewatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A controller's clock less our own, estimated from the Date headers of its answers.
 *
 * <p>A Date header is cut to the second and was written somewhere between sending and receiving, so
 * one sample is good to half a second and half the round trip. The estimate is the median of the
 * last {@value #SAMPLES} samples. Thread-safe.
 */
final class ClockSkew {
  private static final int SAMPLES = 15;
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  private final Deque<Duration> samples = new ArrayDeque<>();
  private Optional<Duration> estimate = Optional.empty();

  /** Takes one sample; returns the estimate after it. */
  synchronized Optional<Duration> sample(Instant serverTime, Instant sent, Instant received) {
    Instant middle = sent.plus(Duration.between(sent, received).dividedBy(2));
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(Duration.between(middle, serverTime.plus(HALF_SECOND)));
    List<Duration> sorted = samples.stream().sorted().toList();
    estimate = Optional.of(sorted.get(sorted.size() / 2));
    return estimate;
  }

  /** The estimate; empty before the first sample. */
  synchronized Optional<Duration> estimate() {
    return estimate;
  }
}
