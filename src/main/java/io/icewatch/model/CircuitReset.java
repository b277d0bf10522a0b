package io.icewatch.model;

import java.time.Instant;

/**
 * The attempts in vain before this no longer count: the circuit is closed.
 *
 * @param by the person, or the daemon where it saw a run succeed that it had not asked for
 * @param reason why
 */
public record CircuitReset(long seq, TableId table, Instant at, String by, String reason)
    implements TriggerEntry {
  public CircuitReset {
    Checks.between("seq", seq, 1, Long.MAX_VALUE);
    Checks.text("by", by);
    Checks.text("reason", reason);
  }

  @Override
  public CircuitReset told(Instant other) {
    return new CircuitReset(seq, table, other, by, reason);
  }
}
