package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to cure a table with a run, from the intent on. What is learnt fills in one after
 * another: what came of the call, the run it started, how it was settled.
 *
 * @param at the intent, written before the request leaves
 * @param origin who or what wanted it, and why
 * @param mode {@code DRY_RUN} or {@code AUTO}
 * @param before what was seen of the table when it was decided
 * @param call what came of the request; empty while nobody knows
 * @param run the start of the run that was seen to follow, by the controller's clock
 * @param settlement what it came to; empty while it is open
 */
public record TriggerAttempt(
    long seq,
    TableId table,
    Instant at,
    Origin origin,
    TriggerMode mode,
    Before before,
    Optional<CallOutcome> call,
    Optional<Instant> run,
    Optional<Settlement> settlement)
    implements TriggerEntry {

  /**
   * Who or what wanted a run.
   *
   * @param by a person, or the daemon's own name
   * @param why one sentence
   * @param inputs every rule with what it saw, one a line
   */
  public record Origin(String by, String why, String inputs) {
    public Origin {
      Checks.text("by", by);
      Checks.text("why", why);
    }
  }

  /**
   * The table at the intent.
   *
   * @param lag how far behind; empty when unknown
   * @param checkpoint the position, as the checkpoint endpoint told it; empty when unknown
   * @param run the start of the last run, by the controller's clock; empty when there was none
   */
  public record Before(
      Optional<Duration> lag, Optional<String> checkpoint, Optional<Instant> run) {}

  /**
   * The end of an attempt.
   *
   * @param at when it was found out, by the daemon's clock
   * @param detail in words: the controller's error message, the checkpoints, the deadline
   */
  public record Settlement(AttemptOutcome outcome, Instant at, String detail) {}

  public TriggerAttempt {
    Checks.between("seq", seq, 1, Long.MAX_VALUE);
    if (mode == TriggerMode.DISABLED) {
      throw new IllegalArgumentException("mode: disabled (expected: dry-run or auto)");
    }
  }

  /** An attempt of which nothing is known but that it is wanted. */
  public static TriggerAttempt intent(
      long seq, TableId table, Instant at, Origin origin, TriggerMode mode, Before before) {
    return new TriggerAttempt(
        seq, table, at, origin, mode, before, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether its effect is not known yet. */
  public boolean open() {
    return settlement.isEmpty();
  }

  /** Whether it was settled without success. */
  public boolean inVain() {
    return settlement.filter(end -> end.outcome().inVain()).isPresent();
  }

  /** Whether it counts in a mode: in {@code AUTO} a rehearsal does not. */
  public boolean counts(TriggerMode other) {
    return other != TriggerMode.AUTO || mode == TriggerMode.AUTO;
  }

  public TriggerAttempt called(CallOutcome outcome) {
    return new TriggerAttempt(
        seq, table, at, origin, mode, before, Optional.of(outcome), run, settlement);
  }

  public TriggerAttempt running(Instant start) {
    return new TriggerAttempt(
        seq, table, at, origin, mode, before, call, Optional.of(start), settlement);
  }

  public TriggerAttempt settled(AttemptOutcome outcome, Instant when, String detail) {
    Settlement end = new Settlement(outcome, when, detail);
    return new TriggerAttempt(seq, table, at, origin, mode, before, call, run, Optional.of(end));
  }

  @Override
  public TriggerAttempt told(Instant other) {
    return new TriggerAttempt(seq, table, other, origin, mode, before, call, run, settlement);
  }
}
