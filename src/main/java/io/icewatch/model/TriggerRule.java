package io.icewatch.model;

import java.util.Locale;

/**
 * What must hold before a table is triggered, in the order in which it is asked: the first that
 * does not hold is the reason why nothing is done.
 */
public enum TriggerRule {
  /** The table's mode and the global one are dry-run or auto. */
  MODE,
  /** Nobody paused the table or everything. */
  PAUSE,
  /** No maintenance window is on. */
  MAINTENANCE,
  /** The daemon has been watching for long enough, since its start and the last step of its clock. */
  GRACE,
  /** Nothing is wrong that a run cannot cure. */
  CURABLE,
  /** The status was answered just now, and the lag is known and not stale. */
  OBSERVATION,
  /** Behind for longer than the trigger threshold. */
  BEHIND,
  /** That was seen by so many observations in a row. */
  SUSTAINED,
  /** No run is in flight, and no attempt of our own is unsettled. */
  IN_FLIGHT,
  /** The table's own schedule is not about to fire and has not just fired. */
  SCHEDULE,
  /** Fewer attempts in a row were in vain than may be. */
  CIRCUIT,
  /** The latest attempt is long enough ago. */
  COOLDOWN,
  /** The fleet's attempts of the last hour leave room. */
  BUDGET,
  /** The unsettled attempts at the table's controller leave room. */
  CONCURRENCY,
  /** Not so many tables are behind that it must be an outage. */
  BRAKE,
  /** This instance is the one that acts. */
  LEADER,
  /** The intent can be made durable. */
  STORE;

  /** The value of the {@code reason} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
