package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import io.icewatch.model.TriggerStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class AutoTriggerTest implements TriggerListener {
  private static final TableId A = new TableId("prod", "a_OFFLINE");
  private static final TableId B = new TableId("prod", "b_OFFLINE");

  private final MemoryJournal journal = new MemoryJournal();
  private final Map<TableId, TableState> fleet = new TreeMap<>();
  private final Map<TableId, TriggerRules> rules = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<TriggerAttempt> settled = new ArrayList<>();
  private CallOutcome answer = new CallOutcome.Accepted("triggered");
  private Executor executor = Runnable::run;
  private TriggerLimits limits = new TriggerLimits(Duration.ZERO, 20, 2, 100, 1);
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private long nanos;

  AutoTriggerTest() {
    behind(A, 40);
    rules.put(A, rules(TriggerMode.AUTO));
  }

  private static TriggerRules rules(TriggerMode mode) {
    TriggerRules usual = TriggerRules.defaults();
    return new TriggerRules(
        mode,
        usual.lag(),
        1,
        usual.cooldown(),
        usual.maxCooldown(),
        usual.maxAttempts(),
        usual.startWithin(),
        usual.scheduleMargin(),
        List.of());
  }

  private void behind(TableId table, int minutes) {
    fleet.put(
        table,
        new StateBuilder(table, now)
            .behindSince(now.minusSeconds(60L * minutes))
            .build());
  }

  private void show(TableId table, StateBuilder state) {
    fleet.put(table, state.build());
  }

  private void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
    behind(A, 40);
  }

  private AutoTrigger boot() throws JournalException {
    return new AutoTrigger(
        new Policy(TriggerMode.AUTO, limits, rules),
        new Surroundings(
            () -> new Snapshot(1, List.copyOf(fleet.values()), List.of()),
            Map.of("prod", (table, timeout) -> {
              calls.add(table);
              return answer;
            }),
            executor,
            journal,
            (table, at) -> Optional.empty(),
            () -> true,
            this,
            () -> now,
            () -> nanos));
  }

  private TriggerAttempt only() {
    assertThat(journal.attempts(A)).hasSize(1);
    return journal.attempts(A).get(0);
  }

  @Test
  void aTableThatIsBehindIsTriggeredOnceAndFollowedToItsEnd() throws Exception {
    AutoTrigger trigger = boot();
    trigger.turn();
    trigger.turn();

    assertThat(calls).containsExactly("a_OFFLINE");
    assertThat(only().call()).contains(new CallOutcome.Accepted("triggered"));
    assertThat(only().origin().by()).isEqualTo("icewatch");
    assertThat(only().origin().inputs()).startsWith("mode: pass: table auto, global auto\npause:");
    assertThat(only().before().lag()).contains(Duration.ofMinutes(40));

    show(A, new StateBuilder(A, now).run(StateBuilder.running(now)));
    trigger.turn();
    assertThat(only().run()).contains(now);
    show(
        A,
        new StateBuilder(A, now)
            .run(StateBuilder.completed(now, "2"))
            .checkpoint(new Checkpoint.SnapshotId(2)));
    trigger.turn();
    assertThat(only().settlement().orElseThrow().outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    assertThat(settled).containsExactly(only());
  }

  @Test
  void theIntentIsDurableBeforeTheRequestLeaves() throws Exception {
    executor = call -> {
      assertThat(only().open()).isTrue();
      call.run();
    };

    boot().turn();

    assertThat(calls).hasSize(1);
  }

  @Test
  void withoutAJournalNothingIsSent() throws Exception {
    journal.manner = MemoryJournal.Manner.FAILS;
    journal.admits = false;
    AutoTrigger trigger = boot();
    trigger.turn();

    assertThat(calls).isEmpty();
    assertThat(reason(trigger)).isEqualTo("store");

    journal.admits = true;
    trigger.turn();
    assertThat(calls).isEmpty();

    journal.manner = MemoryJournal.Manner.WORKS;
    trigger.turn();
    assertThat(calls).hasSize(1);
  }

  @Test
  void anIntentThatMayHaveBeenWrittenIsNotLeftOpenForTheNextProcess() throws Exception {
    journal.manner = MemoryJournal.Manner.FAILS_LATE;
    journal.admits = false;
    AutoTrigger trigger = boot();
    trigger.turn();
    trigger.turn();
    assertThat(calls).isEmpty();

    journal.manner = MemoryJournal.Manner.WORKS;
    trigger.turn();
    assertThat(calls).hasSize(1);
    assertThat(journal.attempts(A)).hasSize(2);
    assertThat(journal.attempts(A).get(0).settlement().orElseThrow().detail())
        .isEqualTo("not sent: the intent may not have been written");
  }

  private static String reason(AutoTrigger trigger) {
    return trigger.standings().get(A).decision().reason();
  }

  @Test
  void whatWasNotWrittenIsOwedAndNothingNewBegins() throws Exception {
    behind(B, 90);
    rules.put(B, rules(TriggerMode.AUTO));
    limits = new TriggerLimits(Duration.ZERO, 20, 2, 100, 1);
    executor = call -> {
      call.run();
      journal.manner = MemoryJournal.Manner.FAILS;
      journal.admits = false;
    };
    AutoTrigger trigger = boot();
    trigger.turn();
    assertThat(calls).containsExactly("b_OFFLINE");
    trigger.turn();
    assertThat(reason(trigger)).isEqualTo("store");
    assertThat(journal.attempts(B).get(0).call()).isEmpty();

    executor = Runnable::run;
    journal.manner = MemoryJournal.Manner.WORKS;
    trigger.turn();
    assertThat(journal.attempts(B).get(0).call()).isPresent();
    assertThat(calls).containsExactly("b_OFFLINE", "a_OFFLINE");
  }

  @Test
  void theTableFurthestBehindComesFirstAndUsesUpTheRoom() throws Exception {
    behind(B, 90);
    rules.put(B, rules(TriggerMode.AUTO));
    limits = new TriggerLimits(Duration.ZERO, 20, 1, 100, 1);
    AutoTrigger trigger = boot();

    trigger.turn();

    assertThat(calls).containsExactly("b_OFFLINE");
    assertThat(reason(trigger)).isEqualTo("concurrency");
  }

  @Test
  void aDryRunDoesEverythingButTheCall() throws Exception {
    rules.put(A, rules(TriggerMode.DRY_RUN));
    AutoTrigger trigger = boot();
    trigger.turn();
    trigger.turn();

    assertThat(calls).isEmpty();
    assertThat(only().call()).contains(new CallOutcome.NotSent("dry run"));
    assertThat(reason(trigger)).isEqualTo("in_flight");
    advance(Duration.ofMinutes(6));
    trigger.turn();
    assertThat(only().settlement().orElseThrow().outcome()).isEqualTo(AttemptOutcome.NOT_STARTED);
    assertThat(trigger.standings().get(A).inVain()).isEqualTo(1);

    rules.put(A, rules(TriggerMode.AUTO));
    boot().turn();
    assertThat(calls).hasSize(1);
  }

  @Test
  void aRestartBetweenIntentAndAnswerDoesNotCallAgain() throws Exception {
    executor = call -> {};
    boot().turn();
    assertThat(only().call()).isEmpty();

    executor = Runnable::run;
    AutoTrigger next = boot();
    next.turn();
    advance(Duration.ofSeconds(301));
    next.turn();

    assertThat(calls).isEmpty();
    assertThat(only().settlement().orElseThrow().detail())
        .endsWith("unknown, the daemon ended before the outcome was known");
    advance(Duration.ofMinutes(24));
    next.turn();
    assertThat(calls).isEmpty();
    advance(Duration.ofMinutes(1));
    next.turn();
    assertThat(calls).containsExactly("a_OFFLINE");
  }

  @Test
  void anAnswerThatComesAfterTheEndIsKept() throws Exception {
    List<Runnable> underWay = new ArrayList<>();
    executor = underWay::add;
    AutoTrigger trigger = boot();
    trigger.turn();
    advance(Duration.ofSeconds(301));
    trigger.turn();
    assertThat(only().open()).isFalse();

    underWay.get(0).run();
    trigger.turn();
    assertThat(only().call()).contains(new CallOutcome.Accepted("triggered"));
    assertThat(only().settlement().orElseThrow().outcome()).isEqualTo(AttemptOutcome.NOT_STARTED);
    assertThat(trigger.standings().get(A).inVain()).isEqualTo(1);
  }

  @Test
  void aDisabledTableStandsStillWhateverIsAskedOfTheOthers() throws Exception {
    rules.put(B, rules(TriggerMode.DISABLED));
    behind(B, 90);
    AutoTrigger trigger = boot();
    trigger.turn();
    TriggerStanding first = trigger.standings().get(B);
    trigger.turn();

    assertThat(calls).containsExactly("a_OFFLINE");
    assertThat(trigger.standings().get(B)).isSameAs(first);
    assertThat(first.decision().reason()).isEqualTo("mode");
    assertThat(trigger.overview().budgetLeft()).isEqualTo(limits.attemptsPerHour() - 1);
  }

  @Test
  void aStepOfTheClockEndsNoCooldown() throws Exception {
    answer = new CallOutcome.Rejected("denied: HTTP 403");
    AutoTrigger trigger = boot();
    trigger.turn();
    now = now.plus(Duration.ofDays(1));
    behind(A, 40);
    trigger.turn();
    advance(Duration.ofMinutes(29));
    trigger.turn();
    assertThat(calls).hasSize(1);

    advance(Duration.ofMinutes(1));
    trigger.turn();
    assertThat(calls).hasSize(2);
  }

  @Test
  void aClockSetBackBeforeARestartProlongsTheCooldownOnce() throws Exception {
    answer = new CallOutcome.Rejected("denied: HTTP 403");
    boot().turn();
    now = now.minus(Duration.ofDays(1));
    behind(A, 40);
    AutoTrigger next = boot();
    next.turn();
    advance(Duration.ofMinutes(29));
    next.turn();
    assertThat(calls).hasSize(1);
    advance(Duration.ofMinutes(1));
    next.turn();
    assertThat(calls).hasSize(2);
  }

  @Test
  void aTableThatIsNotHelpedIsLeftAloneUntilAPersonClosesTheCircuit() throws Exception {
    answer = new CallOutcome.Rejected("denied: HTTP 403");
    AutoTrigger trigger = boot();
    for (int hour = 0; hour < 48; hour++) {
      trigger.turn();
      advance(Duration.ofHours(1));
    }
    assertThat(calls).hasSize(3);
    TriggerStanding standing = trigger.standings().get(A);
    assertThat(standing.circuitOpen()).isTrue();
    assertThat(standing.decision().reason()).isEqualTo("circuit");
    assertThat(standing.history().entries()).hasSize(3);

    CompletableFuture<Void> closed = trigger.closeCircuit(A, "anna", "credentials renewed");
    trigger.turn();
    assertThat(closed).isCompleted();
    assertThat(calls).hasSize(4);
  }

  @Test
  void aRunThatSomebodyElseStartedClosesTheCircuit() throws Exception {
    answer = new CallOutcome.Rejected("denied: HTTP 403");
    AutoTrigger trigger = boot();
    trigger.turn();
    trigger.turn();
    assertThat(trigger.standings().get(A).inVain()).isEqualTo(1);

    show(
        A,
        new StateBuilder(A, now)
            .run(StateBuilder.completed(now, "2"))
            .checkpoint(new Checkpoint.SnapshotId(2)));
    trigger.turn();
    trigger.turn();

    List<TriggerEntry> lines = journal.lines(line -> line instanceof CircuitReset);
    assertThat(lines).hasSize(1);
    assertThat(((CircuitReset) lines.get(0)).by()).isEqualTo("icewatch");
    assertThat(trigger.standings().get(A).inVain()).isZero();
  }

  @Test
  void aPauseHoldsFromTheTurnThatTakesItUpAndAcrossARestart() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<Void> paused =
        trigger.pause(new Pause(Optional.empty(), "anna", "release", now, Optional.empty()));
    trigger.turn();
    assertThat(paused).isCompleted();
    AutoTrigger next = boot();
    next.turn();
    assertThat(calls).isEmpty();
    assertThat(reason(next)).isEqualTo("pause");

    CompletableFuture<Void> resumed = next.resume(Optional.empty(), "anna", "released");
    next.turn();
    assertThat(resumed).isCompleted();
    assertThat(calls).hasSize(1);
  }

  @Test
  void aPauseThatCannotBeWrittenHoldsAllTheSameAndSaysSo() throws Exception {
    journal.manner = MemoryJournal.Manner.FAILS;
    AutoTrigger trigger = boot();
    CompletableFuture<Void> paused =
        trigger.pause(new Pause(Optional.empty(), "anna", "release", now, Optional.empty()));
    trigger.turn();
    assertThat(paused).isCompletedExceptionally();
    CompletableFuture<Void> resumed = trigger.resume(Optional.empty(), "anna", "released");
    trigger.turn();
    assertThat(resumed).isCompletedExceptionally();

    journal.manner = MemoryJournal.Manner.WORKS;
    trigger.turn();
    assertThat(calls).isEmpty();
    assertThat(reason(trigger)).isEqualTo("pause");
  }

  @Test
  void explainSaysEveryRuleAtTheNextTurn() throws Exception {
    AutoTrigger trigger = boot();
    CompletableFuture<List<Finding>> known = trigger.explain(A);
    CompletableFuture<List<Finding>> unknown = trigger.explain(B);
    trigger.turn();

    assertThat(known.join()).hasSize(17);
    assertThat(unknown.join()).isEmpty();
  }

  @Test
  void aCallThatThrowsMayHaveStartedARun() throws Exception {
    executor = call -> call.run();
    rules.put(A, rules(TriggerMode.AUTO));
    AutoTrigger trigger = new AutoTrigger(
        new Policy(TriggerMode.AUTO, limits, rules),
        new Surroundings(
            () -> new Snapshot(1, List.copyOf(fleet.values()), List.of()),
            Map.of("prod", (table, timeout) -> {
              throw new IllegalStateException("a defect");
            }),
            executor,
            journal,
            (table, at) -> Optional.empty(),
            () -> true,
            this,
            () -> now,
            () -> nanos));
    trigger.turn();
    trigger.turn();

    assertThat(only().open()).isTrue();
    assertThat(only().call().orElseThrow().label()).isEqualTo("unknown");
  }

  @Override
  public void decided(TableId table, Decision decision) {}

  @Override
  public void attempted(TriggerAttempt attempt) {}

  @Override
  public void called(TriggerAttempt attempt) {}

  @Override
  public void settled(TriggerAttempt attempt) {
    settled.add(attempt);
  }
}
