package io.icewatch.config;

import java.time.Duration;

/**
 * When the configuration is read again without being told to.
 *
 * @param onChange whether it is when the file has changed
 * @param interval between two looks at the file, at least 1 s; one content must be seen twice
 */
public record ReloadSettings(boolean onChange, Duration interval) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  public ReloadSettings {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: at least 1s)");
    }
  }

  /** Only when told to; a look each 5 s. */
  public static ReloadSettings defaults() {
    return new ReloadSettings(false, Duration.ofSeconds(5));
  }

  static ReloadSettings read(Section given) {
    ReloadSettings defaults = defaults();
    return new ReloadSettings(
        given.bool("onChange").orElse(defaults.onChange()),
        given.duration("interval", SHORTEST, LONGEST).orElse(defaults.interval()));
  }
}
