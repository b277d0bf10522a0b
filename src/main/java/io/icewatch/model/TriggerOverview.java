package io.icewatch.model;

import java.util.List;
import java.util.Optional;

/**
 * How the auto-trigger stands as a whole, for views.
 *
 * @param ceiling no table goes further than this mode
 * @param pauses that were not taken back, in force or over, by the daemon's clock
 * @param budgetLeft attempts that may still be made within the hour, 0 or more
 * @param journalProblem why nothing may be begun for want of the journal; empty when all is well
 */
public record TriggerOverview(
    TriggerMode ceiling, List<Pause> pauses, int budgetLeft, Optional<String> journalProblem) {
  public TriggerOverview {
    pauses = List.copyOf(pauses);
    Checks.notNegative("budgetLeft", budgetLeft);
  }
}
