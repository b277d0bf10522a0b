package io.icewatch.model;

import java.time.Duration;

/**
 * What the auto-trigger may do to the fleet as a whole.
 *
 * @param startupGrace how long after its start, or after a step of its clock, the daemon only
 *     watches, 0 or more
 * @param attemptsPerHour in the whole fleet, 1 to 10,000
 * @param concurrentPerController attempts not yet settled at one controller, 1 to 1,000
 * @param brakePercent a greater share of tables behind is an outage, 1 to 100
 * @param brakeAtLeast but not with fewer tables behind than this, 1 or more: in a small fleet a
 *     share says little
 */
public record TriggerLimits(
    Duration startupGrace,
    int attemptsPerHour,
    int concurrentPerController,
    int brakePercent,
    int brakeAtLeast) {
  public TriggerLimits {
    Checks.atLeast("startupGrace", startupGrace, Duration.ZERO);
    Checks.between("attemptsPerHour", attemptsPerHour, 1, 10_000);
    Checks.between("concurrentPerController", concurrentPerController, 1, 1_000);
    Checks.between("brakePercent", brakePercent, 1, 100);
    Checks.between("brakeAtLeast", brakeAtLeast, 1, Integer.MAX_VALUE);
  }

  /** 5 min, 20 an hour, 2 at once, more than 30 % and at least 5 tables. */
  public static TriggerLimits defaults() {
    return new TriggerLimits(Duration.ofMinutes(5), 20, 2, 30, 5);
  }
}
