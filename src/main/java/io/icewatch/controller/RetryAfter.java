package io.icewatch.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Retry-After header: seconds or an HTTP date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  /** Longer demands are taken for this. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  private RetryAfter() {}

  /** How long to stay away from now on, 0 to a day; empty if nothing readable was said. */
  static Optional<Duration> of(Reply reply, Instant now) {
    Optional<String> header = reply.header("Retry-After").map(String::strip);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    if (SECONDS.matcher(header.get()).matches()) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(header.get()))));
    }
    return Optional.ofNullable(reply.headers().getInstant("Retry-After"))
        .map(until -> bounded(Duration.between(now, until)));
  }

  private static Duration bounded(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
  }
}
