package io.icewatch.decide;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that alerts are decided from, at one moment.
 *
 * @param fleet every table that is watched
 * @param gaveUp tables on which the auto-trigger gave up, and which nobody paused
 * @param storeProblem why the state file takes no writes; empty while it does
 * @param receivers how notifications fare, by the receiver's name
 */
public record Situation(
    Snapshot fleet,
    Set<TableId> gaveUp,
    Optional<String> storeProblem,
    Map<String, Standing> receivers) {
  /**
   * How notifications to one receiver fare.
   *
   * @param tried whether any was sent since the start, whatever came of it
   * @param failedAt when one last failed or was dropped
   */
  public record Standing(boolean tried, Optional<Instant> failedAt) {}

  public Situation {
    gaveUp = Set.copyOf(gaveUp);
    receivers = Map.copyOf(receivers);
  }

  /** A fleet, and a daemon that is well. */
  public static Situation of(Snapshot fleet) {
    return new Situation(fleet, Set.of(), Optional.empty(), Map.of());
  }
}
