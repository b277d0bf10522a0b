package io.icewatch.trigger;

import io.icewatch.model.CircuitReset;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Says independently, by true time and by what really is, what may and what must happen.
 *
 * <p>One thing is granted to the daemon: after a restart it has only the wall clock to tell how long
 * ago something was, so a step of the clock between an attempt and a restart counts as time.
 */
final class Oracle {
  private static final int HOUR = 3_600;

  private final SimWorld world;
  private final List<Call> calls = new ArrayList<>();
  private final Map<TableId, Integer> streaks = new HashMap<>();
  private final Map<TableId, Object> evidence = new HashMap<>();
  private final Map<Optional<TableId>, Pause> paused = new HashMap<>();
  private final Map<Pause, CompletableFuture<Void>> asked = new HashMap<>();
  private final Map<Optional<TableId>, Optional<CompletableFuture<Void>>> perhapsPaused =
      new HashMap<>();
  private final Map<RunRequest, CompletableFuture<RunAnswer>> wishes = new HashMap<>();
  private final Map<Long, Call> attempts = new HashMap<>();
  private long bootAt;
  private long bootOffset;
  private long watchingSince;
  int forcedCalls;
  int settledWell;
  int settledInVain;
  int circuitsOpened;

  /** A moment, by true time and by how wrong the wall clock was. */
  private record Call(TableId table, long at, long offset) {}

  Oracle(SimWorld world) {
    this.world = world;
  }

  int calls() {
    return calls.size();
  }

  void booted() {
    bootAt = world.now;
    bootOffset = world.wallOffset;
    watchingSince = world.now;
    streaks.clear();
    evidence.clear();
    world.journal.phantoms.clear();
    paused.clear();
    paused.putAll(world.journal.pauses);
    asked.clear();
    wishes.clear();
    perhapsPaused.clear();
    paused.keySet().forEach(scope -> perhapsPaused.put(scope, Optional.empty()));
  }

  void stepped() {
    watchingSince = world.now;
    streaks.clear();
    evidence.clear();
  }

  void polled() {
    for (SimTable table : world.tables.values()) {
      boolean seen = table.state.lag(world.wall()).isPresent() && farBehind(table);
      Object newest = table.state.observation().files().observedAt();
      if (!seen) {
        streaks.remove(table.id);
        evidence.remove(table.id);
      } else if (!newest.equals(evidence.put(table.id, newest))) {
        streaks.merge(table.id, 1, Integer::sum);
      }
    }
  }

  void pausing(Pause pause) {
    asked.put(pause, world.daemon().pause(pause));
    perhapsPaused.put(pause.table(), Optional.empty());
  }

  /** From here on nobody claims that it is still paused; that it is not, only once that is done. */
  void resuming() {
    paused.clear();
    perhapsPaused.replaceAll(
        (scope, gone) -> Optional.of(world.daemon().resume(scope, "anna", "released")));
  }

  void attempted(TriggerAttempt attempt) {
    attempts.put(attempt.seq(), new Call(attempt.table(), world.now, world.wallOffset));
  }

  /** A request has reached a controller: all that was promised must be true now. */
  void called(String controller, String name, Optional<SimTable> named) {
    claim(named.isPresent(), controller + "/" + name, "exactly one named table");
    SimTable table = named.orElseThrow();
    List<TriggerAttempt> known = known(table.id);
    TriggerAttempt intent = known.get(known.size() - 1);
    claim(intent.call().isEmpty() && intent.open(), table.id, "an intent that is durable");
    claim(intent.mode() == TriggerMode.AUTO, table.id, "a run in earnest");
    claim(attempts.containsKey(intent.seq()), table.id, "an intent of this process");
    List<TriggerAttempt> earlier = known.subList(0, known.size() - 1);
    claim(earlier.stream().noneMatch(Oracle::openInEarnest), table.id, "nothing unsettled");
    if (table.face == SimTable.Face.HONEST) {
      claim(!table.running(), table.id, "no run in flight");
    }
    claim(answers(table), table.id, "a controller that answers");
    claim(world.journal.manner == MemoryJournal.Manner.WORKS, table.id, "a store that works");
    claim(!isPaused(table.id), table.id, "no pause");
    claim(spent(false) < SimWorld.LIMITS.attemptsPerHour(), table.id, "an hourly budget");
    claim(unsettled(controller) <= 2, table.id, "two at once");
    if (intent.origin().why().startsWith("forced: ")) {
      forcedCalls++;
    } else {
      cautious(table, earlier);
    }
    calls.add(new Call(table.id, world.now, world.wallOffset));
  }

  /** What holds unless a person with a reason passed over it. */
  private void cautious(SimTable table, List<TriggerAttempt> earlier) {
    claim(world.rules.get(table.id).mode() == TriggerMode.AUTO, table.id, "mode auto");
    claim(looksNeedy(table), table.id, "a lag that is known, and a cause that is curable");
    claim(world.now - watchingSince >= 300, table.id, "no grace");
    claim(inVain(table.id) < 3, table.id, "a closed circuit");
    claim(cooledDown(table.id, earlier, 0, false), table.id, "no cool-down");
    claim(!outage(), table.id, "no outage");
  }

  private static boolean openInEarnest(TriggerAttempt attempt) {
    return attempt.open() && attempt.mode() == TriggerMode.AUTO;
  }

  private static boolean answers(SimTable table) {
    return table.face != SimTable.Face.DENIED && table.face != SimTable.Face.SILENT;
  }

  void wishing(RunRequest request) {
    wishes.put(request, world.daemon().request(request));
  }

  /** Who asked has been told, and a refusal says why. */
  private void wished() {
    wishes.forEach((request, asked) -> {
      claim(asked.isDone(), request.table(), "an answer within a turn");
      RunAnswer answer = asked.join();
      if (answer instanceof RunAnswer.Refused refused) {
        claim(
            !refused.finding().passed() && !refused.finding().saw().isBlank(),
            request.table(),
            "a reason");
        claim(
            !refused.forcible() || request.force().isEmpty(),
            request.table(),
            "no refusal of what can be forced and was");
      } else {
        claim(
            answer instanceof RunAnswer.Begun begun
                && begun.attempt().table().equals(request.table())
                && begun.attempt().origin().by().equals(request.by()),
            request.table(),
            "an attempt of the table that was asked for");
      }
    });
    wishes.clear();
  }

  void settled(TriggerAttempt attempt) {
    if (attempt.inVain()) {
      settledInVain++;
      circuitsOpened += inVain(attempt.table()) == 3 ? 1 : 0;
    } else {
      settledWell++;
    }
  }

  /** The daemon has taken its turn: what must have happened has. */
  void turned() {
    wished();
    asked.entrySet().removeIf(entry -> {
      if (entry.getValue().isDone()) {
        paused.put(entry.getKey().table(), entry.getKey());
      }
      return entry.getValue().isDone();
    });
    perhapsPaused
        .values()
        .removeIf(resumed -> resumed
            .filter(done -> done.isDone() && !done.isCompletedExceptionally())
            .isPresent());
    for (SimTable table : world.tables.values()) {
      claim(!mustBeTriggered(table), table.id, "a trigger, not " + world.decided.get(table.id));
    }
  }

  private boolean mustBeTriggered(SimTable table) {
    TriggerRules rules = world.rules.get(table.id);
    if (rules.mode() != TriggerMode.AUTO
        || world.journal.manner != MemoryJournal.Manner.WORKS
        || !looksNeedy(table)
        || table.running()
        || !perhapsPaused.isEmpty()
        || world.now - watchingSince < 300
        || streaks.getOrDefault(table.id, 0) < rules.observations()) {
      return false;
    }
    List<TriggerAttempt> known = known(table.id);
    return known.stream().noneMatch(TriggerAttempt::open)
        && inVain(table.id) < rules.maxAttempts()
        && cooledDown(table.id, known, SimWorld.STEP, true)
        && spent(true) < SimWorld.LIMITS.attemptsPerHour()
        && unsettled(table.id.controller()) < SimWorld.LIMITS.concurrentPerController()
        && !outage();
  }

  private boolean looksNeedy(SimTable table) {
    boolean open = table.face == SimTable.Face.HONEST || table.face == SimTable.Face.NEVER_RUNNING;
    return open && farBehind(table);
  }

  private boolean farBehind(SimTable table) {
    return !table.caughtUp() && world.now - table.behindSince > SimWorld.LAG.toSeconds();
  }

  private boolean outage() {
    int known = 0;
    int behind = 0;
    for (SimTable table : world.tables.values()) {
      if (table.state.lag(world.wall()).isPresent()) {
        known++;
        behind += !table.state.lag(world.wall()).get().minusSeconds(900).isNegative()
                && table.state.lag(world.wall()).get().toSeconds() > 900
            ? 1
            : 0;
      }
    }
    return behind >= SimWorld.LIMITS.brakeAtLeast()
        && behind * 100 > SimWorld.LIMITS.brakePercent() * known;
  }

  private boolean isPaused(TableId table) {
    return paused.values().stream()
        .anyMatch(pause -> pause.table().map(table::equals).orElse(true)
            && pause.until().map(end -> world.wall().isBefore(end)).orElse(true));
  }

  /** Lines it was told had not been written the process hears of after a restart. */
  private boolean heard(TriggerEntry entry) {
    return !world.journal.phantoms.contains(entry.seq());
  }

  private List<TriggerAttempt> known(TableId table) {
    return world.journal.attempts(table).stream().filter(this::heard).toList();
  }

  private int inVain(TableId table) {
    int count = 0;
    for (TriggerEntry entry : world.journal.of(table).values()) {
      if (entry instanceof CircuitReset && heard(entry)) {
        count = 0;
      } else if (entry instanceof TriggerAttempt attempt && heard(attempt) && !attempt.open()) {
        count = attempt.inVain() ? count + 1 : 0;
      }
    }
    return count;
  }

  private boolean cooledDown(
      TableId table, List<TriggerAttempt> earlier, int slack, boolean asDaemon) {
    if (earlier.isEmpty()) {
      return true;
    }
    TriggerAttempt last = earlier.get(earlier.size() - 1);
    long wait = Math.min(86_400, world.rules.get(table).cooldown().toSeconds() << inVain(table));
    return age(attempts.get(last.seq()), last, asDaemon) >= wait + slack;
  }

  private long spent(boolean asDaemon) {
    return world
        .journal
        .lines(entry -> heard(entry)
            && entry instanceof TriggerAttempt attempt
            && attempt.mode() == TriggerMode.AUTO
            && (asDaemon || entry.seq() != world.journal.lastSeq)
            && (asDaemon || attempts.containsKey(entry.seq()))
            && age(attempts.get(entry.seq()), entry, asDaemon) < HOUR)
        .size();
  }

  /**
   * How long ago a line was written, in true seconds, but as the wall clock told it at a restart.
   *
   * @param asDaemon with the time that a clock set back made it lose at the restart
   */
  private long age(Call call, TriggerEntry entry, boolean asDaemon) {
    long at = call == null
        ? entry.at().getEpochSecond() - SimWorld.EPOCH.getEpochSecond() - bootOffset
        : call.at();
    if (call == null || call.at() > bootAt) {
      return world.now - Math.min(at, call == null ? bootAt : at);
    }
    long gained = Math.max(bootOffset - call.offset(), call.at() - bootAt);
    return world.now - at + (asDaemon ? gained : Math.max(0, gained));
  }

  private long unsettled(String controller) {
    return world
        .journal
        .lines(entry -> heard(entry)
            && entry.table().controller().equals(controller)
            && entry instanceof TriggerAttempt attempt
            && attempt.open()
            && attempt.mode() == TriggerMode.AUTO)
        .size();
  }

  private void claim(boolean holds, Object who, String expected) {
    if (!holds) {
      throw new AssertionError(
          "at " + world.now + ", wall " + world.wall() + ": " + who + " (expected: " + expected
              + "): " + world.journal.lines(entry -> entry.table().equals(who)));
    }
  }
}
