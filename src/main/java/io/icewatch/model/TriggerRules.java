package io.icewatch.model;

import java.time.Duration;
import java.util.List;

/**
 * When a table may be helped with an ingestion run, and how often.
 *
 * @param mode how far this table's auto-trigger may go
 * @param lag behind for longer than this is worth a run, at least 1 s; {@link #check} holds it
 *     against the table's warning threshold
 * @param observations so many observations in a row must have seen that, 1 to 1,000
 * @param cooldown from one attempt to the next, at least {@code startWithin}; doubled by each
 *     attempt in vain
 * @param maxCooldown what the doubling ends at, at least {@code cooldown}
 * @param maxAttempts in vain in a row before the circuit opens, 1 to 20
 * @param startWithin how long an accepted run may take to be seen running, at least 1 s
 * @param scheduleMargin how close the table's own schedule may be to firing, 0 or more
 * @param windows when nothing is triggered
 */
public record TriggerRules(
    TriggerMode mode,
    Duration lag,
    int observations,
    Duration cooldown,
    Duration maxCooldown,
    int maxAttempts,
    Duration startWithin,
    Duration scheduleMargin,
    List<MaintenanceWindow> windows) {
  public TriggerRules {
    Checks.atLeast("lag", lag, Duration.ofSeconds(1));
    Checks.between("observations", observations, 1, 1_000);
    Checks.atLeast("startWithin", startWithin, Duration.ofSeconds(1));
    Checks.atLeast("cooldown", cooldown, startWithin);
    Checks.atLeast("maxCooldown", maxCooldown, cooldown);
    Checks.between("maxAttempts", maxAttempts, 1, 20);
    Checks.atLeast("scheduleMargin", scheduleMargin, Duration.ZERO);
    windows = List.copyOf(windows);
  }

  /** Disabled; 30 min, 3 observations, 15 min up to 24 h, 3 attempts, 5 min, 2 min, no windows. */
  public static TriggerRules defaults() {
    return new TriggerRules(
        TriggerMode.DISABLED,
        Duration.ofMinutes(30),
        3,
        Duration.ofMinutes(15),
        Duration.ofHours(24),
        3,
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        List.of());
  }

  public TriggerRules withMode(TriggerMode other) {
    return new TriggerRules(
        other,
        lag,
        observations,
        cooldown,
        maxCooldown,
        maxAttempts,
        startWithin,
        scheduleMargin,
        windows);
  }

  /**
   * People are told before anything is done: the trigger threshold must exceed the warning's.
   *
   * @throws IllegalArgumentException when it does not
   */
  public TriggerRules check(LagThresholds thresholds) {
    if (lag.compareTo(thresholds.warning()) <= 0) {
      throw new IllegalArgumentException("lag: " + lag
          + " (expected: more than the warning threshold, " + thresholds.warning() + ")");
    }
    return this;
  }

  /** How long after the latest attempt the next may come, when so many were in vain in a row. */
  public Duration cooldownAfter(int inVain) {
    Duration wait = cooldown;
    for (int i = 0; i < inVain && wait.compareTo(maxCooldown) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(maxCooldown) < 0 ? wait : maxCooldown;
  }
}
