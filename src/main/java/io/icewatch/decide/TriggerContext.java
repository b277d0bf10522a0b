package io.icewatch.decide;

import io.icewatch.model.FleetSummary;
import io.icewatch.model.Pause;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision must know beyond the table itself.
 *
 * @param ceiling no table goes further than this mode
 * @param pauses in force or over
 * @param watchingSince the daemon's start or the last step of its clock, whichever is later
 * @param fleet the other tables
 * @param leader whether this instance is the one that acts
 * @param storeProblem why an intent could not be made durable; empty when it could
 */
public record TriggerContext(
    TriggerLimits limits,
    TriggerMode ceiling,
    List<Pause> pauses,
    Instant watchingSince,
    FleetSummary fleet,
    boolean leader,
    Optional<String> storeProblem) {
  public TriggerContext {
    pauses = List.copyOf(pauses);
  }

  public TriggerContext with(FleetSummary other) {
    return new TriggerContext(limits, ceiling, pauses, watchingSince, other, leader, storeProblem);
  }
}
