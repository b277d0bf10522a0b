package io.icewatch.decide;

import io.icewatch.model.TableState;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A table that may be triggered, and all that is its own.
 *
 * @param history what was tried for it, told by the clock that says {@code now}
 * @param streak how often in a row it was seen too far behind
 * @param nextScheduled when its own schedule fires next, or fired last; empty when not known
 * @param scheduleProblem why its schedule is there and cannot be read
 */
public record Candidate(
    TableState table,
    TriggerRules rules,
    TriggerHistory history,
    Streak streak,
    Optional<Instant> nextScheduled,
    Optional<String> scheduleProblem) {

  /** One whose schedule can be read, or is not known. */
  public Candidate(
      TableState table,
      TriggerRules rules,
      TriggerHistory history,
      Streak streak,
      Optional<Instant> nextScheduled) {
    this(table, rules, history, streak, nextScheduled, Optional.empty());
  }

  /**
   * Behind for longer than this is worth a run: the trigger threshold, and never less than the
   * warning's.
   */
  public Duration threshold() {
    Duration warning = table.settings().lag().warning();
    return rules.lag().compareTo(warning) > 0 ? rules.lag() : warning;
  }

  /** The history as far as it binds in a mode. */
  TriggerHistory history(TriggerMode mode) {
    return history.counting(mode);
  }
}
