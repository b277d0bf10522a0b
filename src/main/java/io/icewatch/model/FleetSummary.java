package io.icewatch.model;

/**
 * What a decision about one table must know of the others.
 *
 * @param known tables whose lag is known, 0 or more
 * @param behind those of them past their warning threshold, at most {@code known}
 * @param attemptsLastHour in the whole fleet, 0 or more
 * @param unsettledHere attempts at the table's controller whose effect is not known yet, 0 or more
 */
public record FleetSummary(int known, int behind, int attemptsLastHour, int unsettledHere) {
  public FleetSummary {
    Checks.notNegative("known", known);
    Checks.between("behind", behind, 0, known);
    Checks.notNegative("attemptsLastHour", attemptsLastHour);
    Checks.notNegative("unsettledHere", unsettledHere);
  }

  /** The tables behind in percent of those known, rounded up; 0 when none is known. */
  public int percentBehind() {
    return known == 0 ? 0 : (int) ((100L * behind + known - 1) / known);
  }
}
