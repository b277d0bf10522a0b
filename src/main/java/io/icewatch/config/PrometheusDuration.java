package io.icewatch.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 1h30m}, {@code 500ms}, {@code 1d}; the largest unit
 * first, each unit at most once, whole numbers.
 *
 * <p>Source: {@code model.ParseDuration} of prometheus/common. A year has 365 days, and the longest
 * duration is what 63 bits of nanoseconds hold, about 292 years.
 */
public final class PrometheusDuration {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };
  private static final Pattern FORM = Pattern.compile(
      "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?"
          + "(?:([0-9]+)ms)?");
  private static final BigInteger MOST_MILLIS = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

  private PrometheusDuration() {}

  /** The duration, or empty when the text is none; the bare number {@code 0} is one. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    BigInteger millis = BigInteger.ZERO;
    for (int i = 0; i < UNITS.length; i++) {
      String count = matcher.group(i + 1);
      if (count != null) {
        millis = millis.add(new BigInteger(count).multiply(BigInteger.valueOf(MILLIS[i])));
      }
    }
    return millis.compareTo(MOST_MILLIS) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis.longValueExact()));
  }

  /**
   * The shortest text that {@link #parse} reads as this duration, to the millisecond; years and
   * weeks only when nothing is left over, since {@code 90d} reads better than {@code 12w6d}.
   */
  public static String format(Duration duration) {
    long left = duration.toMillis();
    if (left == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      boolean wholeOnly = UNITS[i].equals("y") || UNITS[i].equals("w");
      long count = wholeOnly && left % MILLIS[i] != 0 ? 0 : left / MILLIS[i];
      if (count > 0) {
        text.append(count).append(UNITS[i]);
        left -= count * MILLIS[i];
      }
    }
    return text.toString();
  }
}
