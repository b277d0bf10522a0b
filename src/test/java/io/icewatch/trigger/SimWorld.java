package io.icewatch.trigger;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Controllers, tables, clocks, a journal and a daemon that is killed now and then. */
final class SimWorld implements TriggerListener {
  static final int STEP = 20;
  static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration LAG = Duration.ofMinutes(30);
  static final TriggerLimits LIMITS = new TriggerLimits(Duration.ofMinutes(5), 4, 2, 60, 7);

  /** The process dies here. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** How often things go wrong: one chance in so many for each turn, 0 for never. */
  record Dice(int face, int clockStep, int kill, int store, int pause, int wish) {
    static final Dice CALM = new Dice(0, 0, 0, 0, 0, 0);
    static final Dice STORMY = new Dice(400, 1_000, 1_000, 2_000, 1_500, 0);
    static final Dice CROWDED = new Dice(400, 1_000, 1_000, 2_000, 1_500, 40);
  }

  final Random random;
  final Dice dice;
  final Map<TableId, SimTable> tables = new LinkedHashMap<>();
  final Map<TableId, TriggerRules> rules = new HashMap<>();
  final MemoryJournal journal = new MemoryJournal();
  final Map<TableId, Decision> decided = new HashMap<>();
  final Oracle oracle;
  long now;
  long wallOffset;
  boolean killDue;
  private AutoTrigger daemon;

  SimWorld(long seed, Dice dice) {
    this.random = new Random(seed);
    this.dice = dice;
    for (int i = 0; i < 10; i++) {
      TableId id = new TableId(i < 6 ? "a" : "b", "t" + i + "_OFFLINE");
      tables.put(id, new SimTable(id, wall()));
      TriggerMode mode =
          i == 9 ? TriggerMode.DISABLED : i == 8 ? TriggerMode.DRY_RUN : TriggerMode.AUTO;
      rules.put(id, rules(mode, Duration.ofMinutes(i % 2 == 0 ? 5 : 15)));
    }
    this.oracle = new Oracle(this);
    journal.beforeWriting = this::perhapsDie;
    journal.afterWriting = this::perhapsDie;
    boot();
  }

  private static TriggerRules rules(TriggerMode mode, Duration cooldown) {
    TriggerRules usual = TriggerRules.defaults();
    return new TriggerRules(
        mode,
        LAG,
        usual.observations(),
        cooldown,
        usual.maxCooldown(),
        usual.maxAttempts(),
        usual.startWithin(),
        usual.scheduleMargin(),
        List.of());
  }

  Instant wall() {
    return EPOCH.plusSeconds(now + wallOffset);
  }

  /** The controllers' clocks are ahead, and nobody steps them. */
  Instant controllers() {
    return EPOCH.plusSeconds(now + 47);
  }

  AutoTrigger daemon() {
    return daemon;
  }

  private void boot() {
    Surroundings surroundings = new Surroundings(
        () -> new Snapshot(1, tables.values().stream().map(t -> t.state).toList(), List.of()),
        Map.of("a", (t, timeout) -> call("a", t), "b", (t, timeout) -> call("b", t)),
        Runnable::run,
        journal,
        (table, at) -> Optional.empty(),
        () -> true,
        this,
        this::wall,
        () -> TimeUnit.SECONDS.toNanos(now));
    try {
      daemon = new AutoTrigger(new Policy(TriggerMode.AUTO, LIMITS, rules), surroundings);
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
    oracle.booted();
  }

  /** One turn of the world and of the daemon. */
  void turn() {
    now += STEP;
    change();
    for (SimTable table : tables.values()) {
      table.advance(now, controllers(), random);
      table.poll(now, wall(), controllers());
    }
    oracle.polled();
    try {
      daemon.turn();
      if (chance(dice.kill)) {
        throw new Killed();
      }
      oracle.turned();
    } catch (Killed killed) {
      killDue = false;
      boot();
    }
  }

  private void change() {
    for (SimTable table : tables.values()) {
      if (table.caughtUp() && chance(300)) {
        table.behindSince = now;
        table.fate = SimTable.Fate.values()[Math.max(0, random.nextInt(8) - 4)];
      } else if (chance(2_000)) {
        table.fate = SimTable.Fate.CURES;
      } else if (chance(3_000) && table.pendingStart == Long.MAX_VALUE) {
        table.pendingStart = now;
      }
      if (chance(dice.face)) {
        table.face = random.nextInt(3) > 0
            ? SimTable.Face.HONEST
            : SimTable.Face.values()[random.nextInt(SimTable.Face.values().length)];
      }
    }
    if (chance(dice.clockStep)) {
      wallOffset += random.nextInt(14_400) - 7_200;
      oracle.stepped();
    }
    killDue |= chance(dice.kill);
    if (chance(dice.store)) {
      journal.manner = MemoryJournal.Manner.values()[random.nextInt(3)];
      journal.admits = random.nextBoolean();
    } else if (chance(100)) {
      journal.manner = MemoryJournal.Manner.WORKS;
    }
    pauses();
    while (chance(dice.wish)) {
      oracle.wishing(new RunRequest(
          anyTable(),
          "bob",
          random.nextBoolean() ? Optional.empty() : Optional.of("it is urgent")));
    }
    if (chance(6_000)) {
      tables.keySet().forEach(id -> forget(daemon.closeCircuit(id, "anna", "looked at it")));
    }
  }

  private void pauses() {
    if (chance(dice.pause)) {
      Optional<TableId> scope = random.nextBoolean() ? Optional.empty() : Optional.of(anyTable());
      Optional<Instant> until =
          random.nextBoolean() ? Optional.empty() : Optional.of(wall().plusSeconds(3_600));
      oracle.pausing(new Pause(scope, "anna", "release", wall(), until));
    } else if (chance(dice.pause / 2)) {
      oracle.resuming();
    }
  }

  private TableId anyTable() {
    return List.copyOf(tables.keySet()).get(random.nextInt(tables.size()));
  }

  static void forget(CompletableFuture<?> future) {
    future.exceptionally(failure -> null);
  }

  private boolean chance(int oneIn) {
    return oneIn > 0 && random.nextInt(oneIn) == 0;
  }

  private void perhapsDie() {
    if (killDue && random.nextBoolean()) {
      throw new Killed();
    }
  }

  private CallOutcome call(String controller, String name) {
    SimTable table = tables.get(new TableId(controller, name));
    oracle.called(controller, name, Optional.ofNullable(table));
    perhapsDie();
    int luck = random.nextInt(10);
    if (luck < 7 && !table.running()) {
      table.pendingStart = now + random.nextInt(100);
    }
    perhapsDie();
    if (luck < 5) {
      return new CallOutcome.Accepted("triggered");
    }
    return luck < 8
        ? new CallOutcome.Unknown("no answer within 10s")
        : luck < 9 ? new CallOutcome.Rejected("denied: 403") : new CallOutcome.Accepted("liar");
  }

  @Override
  public void decided(TableId table, Decision decision) {
    decided.put(table, decision);
    if (decision instanceof Decision.Hold hold) {
      Finding finding = hold.finding();
      if (finding.passed() || finding.saw().isBlank()) {
        throw new AssertionError(table + ": " + finding + " (expected: a reason)");
      }
    }
  }

  @Override
  public void attempted(TriggerAttempt attempt) {
    oracle.attempted(attempt);
  }

  @Override
  public void called(TriggerAttempt attempt) {}

  @Override
  public void settled(TriggerAttempt attempt) {
    oracle.settled(attempt);
  }
}
