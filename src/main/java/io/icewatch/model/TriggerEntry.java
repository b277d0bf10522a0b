package io.icewatch.model;

import java.time.Instant;

/** A line of the trigger journal. */
public sealed interface TriggerEntry permits TriggerAttempt, CircuitReset {
  /** Its place in the journal: later lines have higher numbers, 1 or more. */
  long seq();

  /** The table it is about. */
  TableId table();

  /** When it was written, by the daemon's clock. */
  Instant at();

  /** The same line told by another clock. */
  TriggerEntry told(Instant other);
}
