package io.icewatch.cli;

import io.icewatch.model.DurationText;
import java.time.Duration;

/** Durations as people read them in a table: {@code 3m12s}, at most two units, rounded down. */
final class HumanDuration {
  private HumanDuration() {}

  /** A negative duration reads as {@code 0s}. */
  static String text(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return Math.max(1, duration.toMillis()) + "ms";
    }
    return DurationText.of(duration);
  }
}
