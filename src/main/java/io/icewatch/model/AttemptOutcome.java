package io.icewatch.model;

import java.util.Locale;

/** What an attempt to cure a table came to in the end. */
public enum AttemptOutcome {
  /** A later run completed and the checkpoint moved. */
  SUCCEEDED,
  /** The controller did not take the request. */
  REJECTED,
  /** No later run was seen in time. */
  NOT_STARTED,
  /** The run failed. */
  FAILED,
  /** The run was still going on at the deadline. */
  NOT_FINISHED,
  /** The run completed and the checkpoint stands where it stood. */
  NO_PROGRESS,
  /** The run was seen, and then the controller knew of none. */
  VANISHED;

  /** The value of the {@code outcome} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it counts towards the open circuit: everything but success does. */
  public boolean inVain() {
    return this != SUCCEEDED;
  }
}
