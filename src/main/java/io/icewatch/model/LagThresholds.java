package io.icewatch.model;

import java.time.Duration;

/**
 * From which lag on a table hurts.
 *
 * @param warning a ticket, at least 1 s
 * @param critical a page, at least {@code warning}
 */
public record LagThresholds(Duration warning, Duration critical) {
  public LagThresholds {
    Checks.atLeast("warning", warning, Duration.ofSeconds(1));
    Checks.atLeast("critical", critical, warning);
  }

  /** 15 min, 1 h. */
  public static LagThresholds defaults() {
    return new LagThresholds(Duration.ofMinutes(15), Duration.ofHours(1));
  }
}
