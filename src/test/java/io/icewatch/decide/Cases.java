package io.icewatch.decide;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.FleetSummary;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A table for which every rule passes, and the parts to spoil it with. */
final class Cases {
  static final TableId ID = new TableId("prod", "orders_OFFLINE");
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  static final TriggerRules RULES = TriggerRules.defaults().withMode(TriggerMode.AUTO);

  private Cases() {}

  static StateBuilder state() {
    return new StateBuilder(ID, NOW.minusSeconds(5)).behindSince(NOW.minusSeconds(2_400));
  }

  static Candidate candidate() {
    return candidate(state());
  }

  static Candidate candidate(StateBuilder state) {
    return candidate(state, RULES);
  }

  static Candidate candidate(StateBuilder state, TriggerRules rules) {
    return new Candidate(
        state.build(),
        rules,
        TriggerHistory.none(),
        new Streak(3, Optional.of(NOW)),
        Optional.empty());
  }

  static Candidate with(TriggerEntry... entries) {
    return with(RULES, entries);
  }

  static Candidate with(TriggerRules rules, TriggerEntry... entries) {
    return new Candidate(
        state().build(),
        rules,
        new TriggerHistory(List.of(entries)),
        new Streak(3, Optional.of(NOW)),
        Optional.empty());
  }

  static TriggerContext context() {
    return new TriggerContext(
        TriggerLimits.defaults(),
        TriggerMode.AUTO,
        List.of(),
        NOW.minusSeconds(300),
        new FleetSummary(100, 3, 0, 0),
        true,
        Optional.empty());
  }

  static TriggerAttempt attempt(long seq, Duration ago) {
    return attempt(seq, ago, TriggerMode.AUTO);
  }

  /** Written that long ago, before which the table stood at checkpoint 1 after a run at -1 h. */
  static TriggerAttempt attempt(long seq, Duration ago, TriggerMode mode) {
    return TriggerAttempt.intent(
        seq,
        ID,
        NOW.minus(ago),
        new TriggerAttempt.Origin("icewatch", "behind", ""),
        mode,
        new TriggerAttempt.Before(
            Optional.of(Duration.ofMinutes(40)),
            Optional.of(new Checkpoint.SnapshotId(1).value()),
            Optional.of(NOW.minus(ago).minusSeconds(3_600))));
  }

  static TriggerAttempt accepted(long seq, Duration ago) {
    return attempt(seq, ago).called(new CallOutcome.Accepted("triggered"));
  }

  static TriggerAttempt inVain(long seq, Duration ago) {
    return accepted(seq, ago).settled(AttemptOutcome.FAILED, NOW.minus(ago), "boom");
  }

  static TriggerAttempt succeeded(long seq, Duration ago) {
    return accepted(seq, ago).settled(AttemptOutcome.SUCCEEDED, NOW.minus(ago), "moved");
  }

  static CircuitReset reset(long seq, Duration ago) {
    return new CircuitReset(seq, ID, NOW.minus(ago), "anna", "looked at it");
  }
}
