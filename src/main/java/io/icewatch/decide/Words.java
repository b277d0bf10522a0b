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
