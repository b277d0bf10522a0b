package io.icewatch.model;

import java.time.Duration;

/**
 * What is expected of a table's ingestion runs.
 *
 * @param every how long the schedule leaves between two starts; behind for longer without a start is
 *     stalled. At least 1 s
 * @param noProgress how long a run may show no progress before it is stuck, at least 1 s
 * @param maxDuration how long a run may take at all before it is stuck, at least 1 s
 */
public record RunSettings(Duration every, Duration noProgress, Duration maxDuration) {
  public RunSettings {
    Checks.atLeast("every", every, Duration.ofSeconds(1));
    Checks.atLeast("noProgress", noProgress, Duration.ofSeconds(1));
    Checks.atLeast("maxDuration", maxDuration, Duration.ofSeconds(1));
  }

  /** 30 min, 30 min, 6 h. */
  public static RunSettings defaults() {
    return new RunSettings(Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ofHours(6));
  }
}
