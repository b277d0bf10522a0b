package io.icewatch.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values as every JSON answer has them: moments are ISO 8601 in UTC, durations numbers of seconds; what
 * is unknown is null, never 0.
 */
public final class JsonValues {
  private JsonValues() {}

  /** A number of seconds, with milliseconds where there are any. */
  public static @Nullable Object seconds(Optional<Duration> duration) {
    return orNull(duration, JsonValues::seconds);
  }

  /** A number of seconds, with milliseconds where there are any. */
  static Object seconds(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 == 0) {
      return duration.toSeconds();
    }
    return millis / 1000.0;
  }

  static @Nullable Object moment(Optional<Instant> moment) {
    return orNull(moment, Instant::toString);
  }

  static @Nullable Object count(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }

  static <T> @Nullable Object orNull(Optional<T> value, Function<T, Object> shown) {
    return value.map(shown).orElse(null);
  }
}
