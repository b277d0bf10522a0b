package io.icewatch.decide;

import java.time.Duration;
import java.time.Instant;

/** How decisions say durations. */
final class Words {
  private Words() {}

  /** The time from one moment to another, never negative. */
  static Duration between(Instant then, Instant now) {
    return now.isBefore(then) ? Duration.ZERO : Duration.between(then, now);
  }

  /** The two largest units: {@code 3m20s}, {@code 2d4h}, {@code 15s}; below a second {@code 0s}. */
  static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 86_400) {
      return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }
    if (seconds >= 3_600) {
      return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m");
    }
    if (seconds >= 60) {
      return pair(seconds / 60, "m", seconds % 60, "s");
    }
    return seconds + "s";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : small + smallUnit);
  }

  /** As {@code humanizeDuration} of Prometheus says it, in whole seconds: {@code 1h 2m 3s}. */
  static String humanized(Duration duration) {
    Duration left = duration.abs();
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    if (left.toDays() > 0) {
      text.append(left.toDays()).append("d ");
    }
    if (left.toHours() > 0) {
      text.append(left.toHoursPart()).append("h ");
    }
    if (left.toMinutes() > 0) {
      text.append(left.toMinutesPart()).append("m ");
    }
    return text.append(left.toSecondsPart()).append('s').toString();
  }
}
