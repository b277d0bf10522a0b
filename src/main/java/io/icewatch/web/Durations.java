package io.icewatch.web;

import io.icewatch.model.DurationText;
import java.time.Duration;

/** Durations as people read them. */
final class Durations {
  private Durations() {}

  /** The two largest units that matter: {@code 0s}, {@code 12s}, {@code 3m 12s}, {@code 2d 4h}. */
  static String text(Duration duration) {
    return DurationText.of(duration.isNegative() ? Duration.ZERO : duration, " ");
  }
}
