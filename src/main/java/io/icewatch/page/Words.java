package io.icewatch.page;

import io.icewatch.model.BreakerState;
import io.icewatch.model.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values as people read them. */
final class Words {
  private Words() {}

  /** The two largest units that matter: {@code 0s}, {@code 12s}, {@code 3m 12s}, {@code 2d 4h}. */
  static String duration(Duration duration) {
    return DurationText.of(duration.isNegative() ? Duration.ZERO : duration, " ");
  }

  /** To the second, in UTC. */
  static String at(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code 2026-11-22T11:56:48Z, 3m 12s ago}; of a moment to come, in how long. */
  static String ago(Instant at, Instant now) {
    return at(at)
        + (at.isAfter(now)
            ? ", in " + duration(Duration.between(now, at))
            : ", " + duration(Duration.between(at, now)) + " ago");
  }

  /** {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 table}, {@code 12,345 tables}. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code never ingested} for {@code never_ingested}. */
  static String label(String label) {
    return label.replace('_', ' ');
  }

  /** On one line, however the other side has broken it. */
  static String line(String text) {
    return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  static String breaker(BreakerState breaker) {
    return switch (breaker) {
      case CLOSED -> "asked";
      case HALF_OPEN -> "being tried again";
      case OPEN -> "not answering: left alone for now";
    };
  }
}
