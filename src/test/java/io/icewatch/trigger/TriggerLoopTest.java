package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TriggerLoopTest {
  private static final TableId A = new TableId("prod", "a_OFFLINE");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final AtomicInteger turns = new AtomicInteger();
  private final MemoryJournal journal = new MemoryJournal();

  private Snapshot fleet() {
    if (turns.incrementAndGet() == 1) {
      throw new IllegalStateException("a defect");
    }
    StateBuilder state = new StateBuilder(A, NOW).behindSince(NOW.minusSeconds(3_600));
    return new Snapshot(1, List.of(state.build()), List.of());
  }

  private AutoTrigger trigger(ExecutorService calls) throws Exception {
    TriggerRules usual = TriggerRules.defaults();
    TriggerRules rules = new TriggerRules(
        TriggerMode.AUTO,
        usual.lag(),
        1,
        usual.cooldown(),
        usual.maxCooldown(),
        3,
        usual.startWithin(),
        usual.scheduleMargin(),
        List.of());
    return new AutoTrigger(
        new Policy(
            TriggerMode.AUTO, new TriggerLimits(Duration.ZERO, 5, 5, 100, 9), Map.of(A, rules)),
        new Surroundings(
            this::fleet,
            Map.of("prod", (table, timeout) -> new CallOutcome.Accepted("triggered")),
            calls,
            journal,
            (table, at) -> Optional.empty(),
            () -> true,
            new Silence(),
            () -> NOW,
            () -> 0));
  }

  @Test
  void turnsGoOnAfterADefectAndTheAnswerIsWrittenAtTheEnd() throws Exception {
    ExecutorService calls = Executors.newSingleThreadExecutor();
    TriggerLoop loop = TriggerLoop.start(trigger(calls), Duration.ofMillis(1));

    await().until(() -> turns.get() > 3);
    calls.shutdown();
    assertThat(calls.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    loop.close();

    assertThat(journal.attempts(A)).hasSize(1);
    assertThat(journal.attempts(A).get(0).call()).contains(new CallOutcome.Accepted("triggered"));
    int taken = turns.get();
    loop.close();
    assertThat(turns).hasValue(taken);
  }

  @Test
  void whatCannotBeSentAnyMoreIsRejected() throws Exception {
    ExecutorService calls = Executors.newSingleThreadExecutor();
    calls.shutdown();
    AutoTrigger trigger = trigger(calls);
    turns.set(1);

    trigger.turn();

    assertThat(journal.attempts(A).get(0).call().orElseThrow().label()).isEqualTo("rejected");
  }

  /** Hears everything and says nothing. */
  private static final class Silence implements TriggerListener {
    @Override
    public void decided(TableId table, Decision decision) {}

    @Override
    public void attempted(TriggerAttempt attempt) {}

    @Override
    public void called(TriggerAttempt attempt) {}

    @Override
    public void settled(TriggerAttempt attempt) {}
  }
}
