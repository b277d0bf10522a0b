package io.icewatch.model;

import java.time.Duration;

/**
 * How often a table is asked about.
 *
 * @param interval between two questions for the status, at least 1 s
 * @param runningInterval the same while a run is in flight, at least 1 s
 * @param filesInterval between two questions for the current file count, at least 1 s
 * @param staleAfter how long the last good answer holds, at least 1 s and longer than the intervals
 * @param timeout how long one call may take, at least 1 ms
 */
public record PollSettings(
    Duration interval,
    Duration runningInterval,
    Duration filesInterval,
    Duration staleAfter,
    Duration timeout) {
  public PollSettings {
    Checks.atLeast("interval", interval, Duration.ofSeconds(1));
    Checks.atLeast("runningInterval", runningInterval, Duration.ofSeconds(1));
    Checks.atLeast("filesInterval", filesInterval, Duration.ofSeconds(1));
    Checks.atLeast("staleAfter", staleAfter, interval.multipliedBy(2));
    Checks.atLeast("staleAfter", staleAfter, filesInterval.multipliedBy(2));
    Checks.atLeast("timeout", timeout, Duration.ofMillis(1));
  }

  /** 15 s, 5 s, 60 s, 5 min, 10 s. */
  public static PollSettings defaults() {
    return new PollSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  /** Between two questions for a checkpoint while no run has ended: it must not go stale. */
  public Duration checkpointInterval() {
    return staleAfter.dividedBy(2);
  }
}
