package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.RunStarter;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of the auto-trigger's work when it is to go by something else. */
class MandateTest {
  private static final TableId A = new TableId("prod", "a_OFFLINE");
  private static final TriggerLimits LIMITS = new TriggerLimits(Duration.ZERO, 20, 2, 100, 1);

  private final MemoryJournal journal = new MemoryJournal();
  private final Map<TableId, TableState> fleet = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private final RunStarter one = starter("one");
  private final RunStarter two = starter("two");
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private long nanos;

  private RunStarter starter(String name) {
    return (table, timeout) -> {
      calls.add(name + " " + table);
      return new CallOutcome.Accepted("triggered");
    };
  }

  private Mandate mandate(RunStarter starter, TriggerMode mode, int observations) {
    TriggerRules usual = TriggerRules.defaults();
    TriggerRules rules = new TriggerRules(
        mode,
        Duration.ofMinutes(30),
        observations,
        usual.cooldown(),
        usual.maxCooldown(),
        usual.maxAttempts(),
        usual.startWithin(),
        usual.scheduleMargin(),
        List.of());
    return new Mandate(
        new Policy(TriggerMode.AUTO, LIMITS, Map.of(A, rules)),
        Map.of("prod", starter),
        (table, at) -> Optional.empty());
  }

  private AutoTrigger boot(Mandate mandate) throws Exception {
    behind();
    return new AutoTrigger(
        mandate.policy(),
        new Surroundings(
            () -> new Snapshot(1, List.copyOf(fleet.values()), List.of()),
            mandate.starters(),
            Runnable::run,
            journal,
            mandate.schedules(),
            () -> true,
            new QuietListener(),
            () -> now,
            () -> nanos));
  }

  private void behind() {
    fleet.put(
        A,
        new StateBuilder(A, now).behindSince(now.minus(Duration.ofMinutes(40))).build());
  }

  private void turn(AutoTrigger trigger) {
    now = now.plusSeconds(15);
    nanos += 15_000_000_000L;
    trigger.turn();
  }

  @Test
  void anotherMandateHoldsFromTheNextTurnOn() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.DISABLED, 1));
    turn(trigger);
    turn(trigger);
    CompletableFuture<Void> adopted = trigger.adopt(mandate(two, TriggerMode.AUTO, 1));
    assertThat(adopted).isNotDone();
    assertThat(calls).isEmpty();
    assertThat(trigger.standings()).containsKey(A);
    behind();
    turn(trigger);
    assertThat(adopted).isCompleted();
    assertThat(calls).containsExactly("two a_OFFLINE");
  }

  @Test
  void whatIsForbiddenByAnotherMandateIsNotBegun() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.AUTO, 1));
    var unused = trigger.adopt(mandate(one, TriggerMode.DISABLED, 1));
    turn(trigger);
    assertThat(calls).isEmpty();
    assertThat(trigger.standings().get(A).mode()).isEqualTo(TriggerMode.DISABLED);
  }

  @Test
  void theCooldownSurvivesAnotherMandateAndTheTablesAbsence() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.AUTO, 1));
    turn(trigger);
    assertThat(calls).hasSize(1);
    Instant until = trigger.standings().get(A).cooldownUntil().orElseThrow();
    fleet.clear();
    var gone = trigger.adopt(new Mandate(
        new Policy(TriggerMode.AUTO, LIMITS, Map.of()), Map.of(), (t, at) -> Optional.empty()));
    turn(trigger);
    assertThat(trigger.standings()).isEmpty();
    behind();
    var back = trigger.adopt(mandate(two, TriggerMode.AUTO, 1));
    turn(trigger);
    assertThat(calls).hasSize(1);
    assertThat(trigger.standings().get(A).cooldownUntil()).contains(until);
    assertThat(journal.attempts(A)).hasSize(1);
  }

  @Test
  void anAttemptUnderWayIsFollowedToItsEndUnderAnotherMandate() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.AUTO, 1));
    turn(trigger);
    var adopted = trigger.adopt(mandate(two, TriggerMode.AUTO, 1));
    fleet.put(A, new StateBuilder(A, now).run(StateBuilder.running(now)).build());
    turn(trigger);
    fleet.put(
        A,
        new StateBuilder(A, now)
            .run(StateBuilder.completed(now, "2"))
            .checkpoint(new Checkpoint.SnapshotId(2))
            .build());
    turn(trigger);
    assertThat(journal.attempts(A).get(0).settlement().orElseThrow().outcome())
        .isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @Test
  void whatWasSeenAtAnotherAddressDoesNotCountTowardsATrigger() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.AUTO, 2));
    turn(trigger);
    var moved = trigger.adopt(mandate(two, TriggerMode.AUTO, 2));
    behind();
    turn(trigger);
    assertThat(calls).isEmpty();
    behind();
    turn(trigger);
    assertThat(calls).containsExactly("two a_OFFLINE");
  }

  @Test
  void whatIsStillKnownFromTheOtherAddressIsNoObservation() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.DISABLED, 1));
    turn(trigger);
    var moved = trigger.adopt(mandate(two, TriggerMode.AUTO, 1));
    turn(trigger);
    assertThat(calls).isEmpty();
    behind();
    turn(trigger);
    assertThat(calls).containsExactly("two a_OFFLINE");
  }

  @Test
  void theSameStarterCountsOn() throws Exception {
    AutoTrigger trigger = boot(mandate(one, TriggerMode.AUTO, 2));
    turn(trigger);
    var adopted = trigger.adopt(mandate(one, TriggerMode.AUTO, 2));
    behind();
    turn(trigger);
    assertThat(calls).containsExactly("one a_OFFLINE");
  }
}
