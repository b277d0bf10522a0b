package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OnDemandTest {
  private static final TableId A = new TableId("prod", "a_OFFLINE");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final MemoryJournal journal = new MemoryJournal();
  private final List<String> calls = new ArrayList<>();
  private TableState table = new StateBuilder(A, NOW).build();
  private TriggerMode mode = TriggerMode.DISABLED;

  private AutoTrigger boot() throws JournalException {
    return new AutoTrigger(
        new Policy(
            TriggerMode.AUTO,
            new TriggerLimits(Duration.ZERO, 20, 2, 100, 1),
            Map.of(A, TriggerRules.defaults().withMode(mode))),
        new Surroundings(
            () -> new Snapshot(1, List.of(table), List.of()),
            Map.of("prod", (name, timeout) -> {
              calls.add(name);
              return new CallOutcome.Accepted("triggered");
            }),
            Runnable::run,
            journal,
            (name, at) -> Optional.empty(),
            () -> true,
            new QuietListener(),
            () -> NOW,
            () -> 0));
  }

  private static RunRequest forced() {
    return new RunRequest(A, "anna", Optional.of("the bucket is readable again"));
  }

  @Test
  void aRunThatIsForcedIsJournaledWithWhoAndWhyAndWhatWasPassedOver() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer = trigger.request(forced());
    assertThat(answer).isNotDone();
    trigger.turn();

    assertThat(calls).containsExactly("a_OFFLINE");
    TriggerAttempt written = journal.attempts(A).get(0);
    assertThat(answer.join())
        .isInstanceOfSatisfying(
            RunAnswer.Begun.class,
            begun -> assertThat(begun.attempt().seq()).isEqualTo(written.seq()));
    assertThat(written.mode()).isEqualTo(TriggerMode.AUTO);
    assertThat(written.origin().by()).isEqualTo("anna");
    assertThat(written.origin().why()).isEqualTo("forced: the bucket is readable again");
    assertThat(written.origin().inputs())
        .contains("mode: hold: table disabled, global auto; passed over\npause: pass");
  }

  @Test
  void withoutForceEveryRuleHoldsAndTheRefusalSaysWhetherForceWouldDo() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer =
        trigger.request(new RunRequest(A, "anna", Optional.empty()));
    trigger.turn();

    assertThat(answer.join()).isInstanceOfSatisfying(RunAnswer.Refused.class, refused -> {
      assertThat(refused.finding().rule()).isEqualTo(TriggerRule.MODE);
      assertThat(refused.forcible()).isTrue();
    });
    assertThat(calls).isEmpty();
    assertThat(journal.attempts(A)).isEmpty();
  }

  @Test
  void aPauseIsNotForced() throws Exception {
    AutoTrigger trigger = boot();
    trigger.pause(new Pause(Optional.empty(), "bob", "migration", NOW, Optional.empty()));
    CompletableFuture<RunAnswer> answer = trigger.request(forced());
    trigger.turn();

    assertThat(answer.join()).isInstanceOfSatisfying(RunAnswer.Refused.class, refused -> {
      assertThat(refused.finding().rule()).isEqualTo(TriggerRule.PAUSE);
      assertThat(refused.forcible()).isFalse();
    });
    assertThat(calls).isEmpty();
  }

  @Test
  void ofTwoWhoAskForTheSameTableOneIsRefused() throws Exception {
    mode = TriggerMode.AUTO;
    table = new StateBuilder(A, NOW).behindSince(NOW.minusSeconds(9_000)).build();
    AutoTrigger trigger = boot();
    trigger.request(forced());
    CompletableFuture<RunAnswer> second = trigger.request(forced());
    trigger.turn();

    assertThat(calls).containsExactly("a_OFFLINE");
    assertThat(second.join())
        .isInstanceOfSatisfying(
            RunAnswer.Refused.class,
            refused -> assertThat(refused.finding().rule()).isEqualTo(TriggerRule.IN_FLIGHT));
  }

  @Test
  void aRequestThatWasTakenBackBeginsNothing() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer = trigger.request(forced());

    assertThat(answer.cancel(false)).isTrue();
    trigger.turn();

    assertThat(calls).isEmpty();
    assertThat(trigger.request(forced()).cancel(false)).isTrue();
  }

  @Test
  void aRequestThatWasTakenUpCannotBeTakenBack() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer = trigger.request(forced());
    trigger.turn();

    assertThat(answer.cancel(false)).isFalse();
    assertThat(answer.join()).isInstanceOf(RunAnswer.Begun.class);
  }

  @Test
  void aTableThatNobodyWatchesIsNotTriggered() throws Exception {
    AutoTrigger trigger = boot();
    TableId other = new TableId("prod", "b_OFFLINE");
    CompletableFuture<RunAnswer> answer =
        trigger.request(new RunRequest(other, "anna", Optional.of("now")));
    trigger.turn();

    assertThat(answer.join()).isEqualTo(new RunAnswer.NotWatched(other));
  }

  @Test
  void whatCannotBeWrittenIsNotSent() throws Exception {
    journal.manner = MemoryJournal.Manner.FAILS;
    journal.admits = false;
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer = trigger.request(forced());
    trigger.turn();

    assertThat(answer.join())
        .isInstanceOfSatisfying(
            RunAnswer.Refused.class,
            refused -> assertThat(refused.finding().rule()).isEqualTo(TriggerRule.STORE));
    assertThat(calls).isEmpty();
  }

  @Test
  void aDaemonThatStopsBeginsNothingMore() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<RunAnswer> answer = trigger.request(forced());

    trigger.settleBooks();
    trigger.refuseAll();

    assertThat(answer).isCancelled();
    assertThat(calls).isEmpty();
  }

  @Test
  void aForcedRunOfATableThatWasCaughtUpSucceedsByCompleting() throws Exception {
    AutoTrigger trigger = boot();
    trigger.request(forced());
    trigger.turn();
    table = new StateBuilder(A, NOW).run(StateBuilder.completed(NOW, "1")).build();
    trigger.turn();

    assertThat(journal.attempts(A).get(0).settlement().orElseThrow().detail())
        .isEqualTo("run of " + NOW + " completed; nothing was waiting");
    assertThat(trigger.standings().get(A).inVain()).isZero();
  }
}
