package io.icewatch.model;

import java.time.Duration;

/** Durations as people read them: the two largest units, whole seconds. */
public final class DurationText {
  private DurationText() {}

  /** {@code 3m20s}, {@code 2d4h}, {@code 15s}; below a second {@code 0s}, below zero in seconds. */
  public static String of(Duration duration) {
    return of(duration, "");
  }

  /** The same with a text between the two units. */
  public static String of(Duration duration, String between) {
    long seconds = duration.toSeconds();
    if (seconds >= 86_400) {
      return pair(seconds / 86_400, "d", between, seconds % 86_400 / 3_600, "h");
    }
    if (seconds >= 3_600) {
      return pair(seconds / 3_600, "h", between, seconds % 3_600 / 60, "m");
    }
    if (seconds >= 60) {
      return pair(seconds / 60, "m", between, seconds % 60, "s");
    }
    return seconds + "s";
  }

  private static String pair(
      long large, String largeUnit, String between, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : between + small + smallUnit);
  }
}
