package io.icewatch.decide;

import static io.icewatch.decide.Cases.ID;
import static io.icewatch.decide.Cases.NOW;
import static io.icewatch.decide.Cases.RULES;
import static io.icewatch.decide.Cases.accepted;
import static io.icewatch.decide.Cases.attempt;
import static io.icewatch.decide.Cases.inVain;
import static io.icewatch.decide.Cases.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** When the run began that the attempt of a minute ago has started. */
  private static final Instant STARTED = NOW.minusSeconds(50);

  private static StateBuilder state() {
    return new StateBuilder(ID, NOW.minusSeconds(5));
  }

  private static TriggerAttempt next(TriggerAttempt attempt, StateBuilder state) {
    return Verification.next(attempt, state.build(), RULES, NOW);
  }

  private static void settles(
      TriggerAttempt attempt, StateBuilder state, AttemptOutcome outcome, String detail) {
    TriggerAttempt next = next(attempt, state);
    assertThat(next.settlement()).contains(new TriggerAttempt.Settlement(outcome, NOW, detail));
    assertThat(next.inVain()).isEqualTo(outcome != AttemptOutcome.SUCCEEDED);
  }

  private static StateBuilder moved() {
    return state()
        .run(StateBuilder.completed(STARTED, "2"))
        .checkpoint(new Checkpoint.SnapshotId(2));
  }

  @Test
  void acceptanceAloneProvesNothing() {
    TriggerAttempt attempt = accepted(7, MINUTE);

    assertThat(next(attempt, state())).isEqualTo(attempt);
  }

  @Test
  void aRejectionIsTheEnd() {
    settles(
        attempt(7, MINUTE).called(new CallOutcome.Rejected("denied: HTTP 403")),
        state(),
        AttemptOutcome.REJECTED,
        "denied: HTTP 403");
  }

  @Test
  void aLaterRunIsTheAttempts() {
    TriggerAttempt next = next(accepted(7, MINUTE), state().run(StateBuilder.running(STARTED)));

    assertThat(next.run()).contains(STARTED);
    assertThat(next.open()).isTrue();
    assertThat(next(next, state().run(StateBuilder.running(STARTED)))).isEqualTo(next);
  }

  @Test
  void aLostAnswerIsFollowedLikeAnAcceptance() {
    settles(
        attempt(7, MINUTE).called(new CallOutcome.Unknown("no answer within 10s")),
        moved(),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; checkpoint 1 -> 2");
    settles(
        attempt(7, MINUTE),
        moved(),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; checkpoint 1 -> 2");
  }

  @Test
  void aRunThatWasOverwrittenCountsWhenItsSuccessWasSeen() {
    settles(
        accepted(7, MINUTE),
        state()
            .run(StateBuilder.failed(NOW.minusSeconds(10), "boom"))
            .lastSuccess(STARTED, "2")
            .checkpoint(new Checkpoint.SnapshotId(2)),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; checkpoint 1 -> 2");
  }

  @Test
  void theRunsOwnWordCountsBeforeTheCheckpointIsRead() {
    settles(
        accepted(7, MINUTE),
        state().run(StateBuilder.completed(STARTED, "2")),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; checkpoint 1 -> 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2026-03-02T11:00:00Z", ""})
  void aCheckpointThatStandsIsNoSuccess(String word) {
    settles(
        accepted(7, MINUTE),
        state().run(StateBuilder.completed(STARTED, word)),
        AttemptOutcome.NO_PROGRESS,
        "completed; the checkpoint stands at 1");
  }

  @Test
  void theFirstCheckpointOfAllIsSuccess() {
    TriggerAttempt first = before(Optional.of(""));

    settles(
        first,
        moved(),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; checkpoint none -> 2");
    settles(
        first,
        state().run(StateBuilder.completed(STARTED, "")).checkpoint(new Checkpoint.None()),
        AttemptOutcome.NO_PROGRESS,
        "completed; the checkpoint stands at none");
  }

  @Test
  void whereNoCheckpointWasKnownCompletedIsAllThereIs() {
    settles(
        before(Optional.empty()),
        state().run(StateBuilder.completed(STARTED, "1")),
        AttemptOutcome.SUCCEEDED,
        "run of " + STARTED + " completed; no checkpoint to compare with");
  }

  private static TriggerAttempt before(Optional<String> checkpoint) {
    return TriggerAttempt.intent(
            7,
            ID,
            NOW.minus(MINUTE),
            new TriggerAttempt.Origin("icewatch", "behind", ""),
            RULES.mode(),
            new TriggerAttempt.Before(Optional.empty(), checkpoint, Optional.empty()))
        .called(new CallOutcome.Accepted("triggered"));
  }

  @Test
  void withoutALaterReadingOfTheCheckpointNoProgressIsNotConcluded() {
    StateBuilder unread = state()
        .run(StateBuilder.completed(STARTED, "1"))
        .checkpointFailed(new Failure.TimedOut(Duration.ofSeconds(10), "late"));

    TriggerAttempt next = next(accepted(7, MINUTE), unread);

    assertThat(next.open()).isTrue();
    assertThat(next.run()).contains(STARTED);
  }

  @Test
  void aCheckpointReadBeforeTheStatusProvesNoStandstill() {
    StateBuilder early =
        state().run(StateBuilder.completed(STARTED, "1")).checkpointAt(NOW.minusSeconds(6));

    assertThat(next(accepted(7, MINUTE), early).open()).isTrue();
  }

  @Test
  void aCheckpointThatMovedWithoutALaterRunIsNotTheAttempts() {
    StateBuilder earlierRun = state()
        .run(StateBuilder.completed(NOW.minusSeconds(600), "2"))
        .lastSuccess(NOW.minusSeconds(600), "2")
        .checkpoint(new Checkpoint.SnapshotId(2));

    assertThat(next(accepted(7, MINUTE), earlierRun).open()).isTrue();
    assertThat(Verification.cured(inVain(7, MINUTE), earlierRun.build())).isEmpty();
  }

  @Test
  void aFailedRunIsInVainWithTheControllersWords() {
    settles(
        accepted(7, MINUTE),
        state().run(StateBuilder.failed(STARTED, "Connection timeout")),
        AttemptOutcome.FAILED,
        "Connection timeout");
    assertThat(next(accepted(7, MINUTE), state().run(StateBuilder.failed(STARTED, "x")))
            .run())
        .contains(STARTED);
  }

  @Test
  void aRunBeforeTheIntentIsSomebodyElses() {
    Instant before = NOW.minusSeconds(71);
    TriggerAttempt attempt = accepted(7, MINUTE);

    assertThat(next(attempt, state().run(StateBuilder.failed(before, "old")))).isEqualTo(attempt);
    assertThat(next(attempt, state().run(StateBuilder.failed(before.plusSeconds(1), "new")))
            .open())
        .isFalse();
  }

  @Test
  void theControllersClockIsTakenIntoAccount() {
    Optional<Duration> ahead = Optional.of(Duration.ofMinutes(10));
    TriggerAttempt attempt = accepted(7, MINUTE);

    assertThat(next(attempt, state().run(StateBuilder.failed(STARTED, "old")).skew(ahead)))
        .isEqualTo(attempt);
    assertThat(next(
                attempt,
                state()
                    .run(StateBuilder.failed(STARTED.plusSeconds(600), "new"))
                    .skew(ahead))
            .open())
        .isFalse();
  }

  @Test
  void withoutItsClockARunMustBeginAfterTheLastOneSeen() {
    TriggerAttempt attempt = accepted(7, MINUTE);
    Instant last = attempt.before().run().orElseThrow();

    assertThat(next(attempt, state().run(StateBuilder.failed(last, "old")).skew(Optional.empty())))
        .isEqualTo(attempt);
    assertThat(next(
                attempt,
                state().run(StateBuilder.failed(last.plusMillis(1), "new")).skew(Optional.empty()))
            .open())
        .isFalse();
  }

  @Test
  void noRunInTimeIsInVain() {
    settles(
        accepted(7, Duration.ofSeconds(306)),
        state(),
        AttemptOutcome.NOT_STARTED,
        "no run started later than the intent was seen for 5m6s; the call: accepted, triggered");
    assertThat(next(accepted(7, Duration.ofSeconds(305)), state()).open()).isTrue();
    settles(
        attempt(7, Duration.ofSeconds(306)),
        state(),
        AttemptOutcome.NOT_STARTED,
        "no run started later than the intent was seen for 5m6s; what came of the call is not"
            + " known");
  }

  @Test
  void withoutALookTheAttemptStaysOpenUntilNoRunCouldLast() {
    StateBuilder blind = new StateBuilder(ID, NOW.minusSeconds(80_000)).run(WatcherRun.idle());
    Duration most = Duration.ofHours(6).plusMinutes(5);

    assertThat(next(accepted(7, most.minusMillis(1)), blind).open()).isTrue();
    settles(
        accepted(7, most),
        blind,
        AttemptOutcome.NOT_STARTED,
        "no run started later than the intent was seen for 6h5m; the call: accepted, triggered");
    settles(
        accepted(7, most).running(STARTED),
        new StateBuilder(ID, NOW).run(StateBuilder.failed(NOW.minusSeconds(90_000), "older")),
        AttemptOutcome.NOT_FINISHED,
        "no run started later than the intent was seen for 6h5m; the call: accepted, triggered");
  }

  @Test
  void nothingIsConcludedBeforeTheFirstQuestionAfterAStart() {
    TriggerAttempt old = accepted(7, Duration.ofDays(2));
    TableState unasked = TableState.initial(TableSettings.defaults(ID), History.none());

    assertThat(Verification.next(old, unasked, RULES, NOW)).isEqualTo(old);
    assertThat(
            next(old, state().statusFailed(new Failure.Unreachable("refused"))).open())
        .isFalse();
  }

  @Test
  void aRunThatDoesNotEndIsInVain() {
    Duration most = Duration.ofHours(6).plusMinutes(5);
    StateBuilder hanging = state().run(StateBuilder.running(NOW.minusSeconds(20_000)));

    assertThat(next(accepted(7, most.minusMillis(1)), hanging).open()).isTrue();
    settles(
        accepted(7, most),
        hanging,
        AttemptOutcome.NOT_FINISHED,
        "not finished 6h5m after the intent");
  }

  @Test
  void aRunThatIsSeenNoMoreHasVanished() {
    settles(
        accepted(7, MINUTE).running(STARTED),
        state(),
        AttemptOutcome.VANISHED,
        "the run was seen, and then the controller knew of none");
    assertThat(next(
                accepted(7, MINUTE).running(STARTED),
                state().run(StateBuilder.running(NOW.minusSeconds(500))))
            .open())
        .isTrue();
  }

  @Test
  void whatIsSettledStaysSo() {
    TriggerAttempt settled = inVain(7, MINUTE);

    assertThat(next(settled, moved())).isEqualTo(settled);
  }

  @Test
  void aTableThatHelpedItselfIsForgivenItsAttemptsInVain() {
    assertThat(Verification.cured(inVain(7, MINUTE), moved().build()))
        .contains("run of " + STARTED + " completed; checkpoint 1 -> 2");
    assertThat(Verification.cured(inVain(7, MINUTE), state().build())).isEmpty();
    assertThat(Verification.cured(succeeded(7, MINUTE), moved().build())).isEmpty();
    assertThat(Verification.cured(accepted(7, MINUTE), moved().build())).isEmpty();
  }
}
