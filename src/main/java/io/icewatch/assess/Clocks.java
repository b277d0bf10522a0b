package io.icewatch.assess;

import io.icewatch.model.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Arithmetic over the daemon's and the controller's clocks that no value can make throw. */
final class Clocks {
  /**
   * How far two moments must lie apart before one is held to be before the other when they were
   * taken by different clocks or around a call in flight.
   */
  static final Duration SLACK = Duration.ofSeconds(10);

  /** From which skew on a verdict names it. */
  private static final Duration NOTABLE = Duration.ofSeconds(5);

  private Clocks() {}

  static Instant plus(Instant at, Duration more) {
    try {
      return at.plus(more);
    } catch (DateTimeException | ArithmeticException beyond) {
      return more.isNegative() ? Instant.MIN : Instant.MAX;
    }
  }

  /**
   * A moment of the controller's clock by the daemon's.
   *
   * @param skew the controller's clock less the daemon's; when unknown they are taken to agree
   */
  static Instant byDaemon(Instant controllers, Optional<Duration> skew) {
    return plus(controllers, bounded(skew).negated());
  }

  /** The skew, cut to what lies between two moments; 0 when unknown. */
  static Duration bounded(Optional<Duration> skew) {
    return Duration.between(Instant.EPOCH, plus(Instant.EPOCH, skew.orElse(Duration.ZERO)));
  }

  static Duration age(Instant then, Instant now) {
    return now.isBefore(then) ? Duration.ZERO : Duration.between(then, now);
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The skew in words for the end of a sentence; empty text when it does not matter. */
  static String named(Optional<Duration> skew) {
    Duration size = bounded(skew);
    if (size.abs().compareTo(NOTABLE) <= 0) {
      return "";
    }
    return "; the controller's clock is "
        + DurationText.of(size.abs())
        + (size.isNegative() ? " behind" : " ahead of")
        + " the daemon's";
  }
}
