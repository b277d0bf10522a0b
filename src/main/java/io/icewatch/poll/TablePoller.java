package io.icewatch.poll;

import io.icewatch.assess.Assessor;
import io.icewatch.assess.Memory;
import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Reading;
import io.icewatch.model.SourceReading;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One table's turns: ask what is due, remember, assess, store, publish.
 *
 * <p>Turns of one table never overlap; which thread runs them does not matter. What its catalog says
 * may come from another thread at any time: it is taken in at once, by whoever brings it, and never
 * waits for a question to the controller.
 */
final class TablePoller {
  private final Line line;
  private final Outlet outlet;
  private final InstantSource clock;

  /** Held while a state is made, stored and published: there is one publisher at a time. */
  private final ReentrantLock settling = new ReentrantLock();

  private volatile TableState state;
  private boolean checkpointOwed = true;
  private volatile int timeouts;

  /** Whether the next turn asks everything; set from any thread. */
  private final AtomicBoolean anew = new AtomicBoolean();

  /** What the next turn in which everything is asked completes; many may wait for it. */
  private final AtomicReference<@Nullable CompletableFuture<TableState>> awaited =
      new AtomicReference<>();

  private volatile boolean retired;

  TablePoller(
      TableState initial, Controller controller, Gate gate, Outlet outlet, InstantSource clock) {
    this(initial, new Line(controller, gate), outlet, clock);
  }

  TablePoller(TableState initial, Line line, Outlet outlet, InstantSource clock) {
    this.state = initial;
    this.line = line;
    this.outlet = outlet;
    this.clock = clock;
  }

  TableState state() {
    return state;
  }

  /** How long after one turn the next is due, by what is known now. */
  Duration turnInterval() {
    return Cadence.turnInterval(state.observation(), state.settings().poll(), timeouts);
  }

  /**
   * Takes one turn.
   *
   * @return how long after this turn's time the next one is due
   * @throws InterruptedException when polling is being stopped
   */
  Duration turn() throws InterruptedException {
    CompletableFuture<TableState> waiting = awaited.getAndSet(null);
    if (waiting != null) {
      anew.set(true);
    }
    try {
      // Where the controller moved meanwhile, once more at the other address.
      while (!askDue() && !retired) {
        anew.set(true);
      }
      return turnInterval();
    } finally {
      if (waiting != null) {
        waiting.complete(state);
      }
    }
  }

  /**
   * Asks everything in the next turn, however late it was asked.
   *
   * @return completes with the state that the turn leaves
   */
  CompletableFuture<TableState> askNow() {
    CompletableFuture<TableState> mine = new CompletableFuture<>();
    CompletableFuture<TableState> others =
        awaited.updateAndGet(waiting -> waiting == null ? mine : waiting);
    // Who gives up does so for himself alone.
    return Objects.requireNonNull(others).copy();
  }

  /** Whether somebody waits for the next turn. */
  boolean awaited() {
    return awaited.get() != null;
  }

  /** Asks what is due; false when the controller is at another address by now, and nothing is taken in. */
  private boolean askDue() throws InterruptedException {
    Gate gate = line.gate();
    PollSettings poll = state.settings().poll();
    Observation before = state.observation();
    Observation seen = before;
    boolean afresh = anew.getAndSet(false);
    if (afresh || Cadence.statusDue(seen, poll, clock.instant())) {
      Answer<WatcherRun> answer = status();
      seen = seen.withApi(line.client().spoken()).withStatus(answer, clock.instant());
      checkpointOwed |= Cadence.runEnded(before.status(), seen.status());
      timeouts = answer instanceof Answer.Failed<WatcherRun> failed
              && failed.failure() instanceof Failure.TimedOut
          ? timeouts + 1
          : 0;
    }
    boolean mute = line.client().spoken().isEmpty();
    Optional<Failure> silence =
        seen.status().failure().filter(why -> mute || Cadence.silencesTurn(why));
    checkpointOwed |= afresh;
    if (silence.isPresent()) {
      if (afresh) {
        anew.set(true);
      }
      seen = silenced(seen, silence.get());
    } else {
      seen = config(before, position(seen, afresh), afresh);
    }
    return settle(seen.withClockSkew(gate.clockSkew()), gate);
  }

  /**
   * Asks for the status, and once more in the other generation of the API where the route of this
   * one is absent; what the other says counts when it is the one that is spoken.
   */
  private Answer<WatcherRun> status() throws InterruptedException {
    Api api = line.client().api();
    Answer<WatcherRun> answer = status(api);
    boolean absent = answer instanceof Answer.Failed<WatcherRun> failed
        && failed.failure() instanceof Failure.FeatureAbsent;
    Optional<Api> other = absent ? line.client().other(api) : Optional.empty();
    if (other.isEmpty()) {
      return answer;
    }
    Answer<WatcherRun> second = status(other.get());
    return line.client().spoken().equals(other) ? second : answer;
  }

  private Answer<WatcherRun> status(Api api) throws InterruptedException {
    return ask(
        Endpoint.STATUS, (controller, table, timeout) -> controller.status(api, table, timeout));
  }

  /** Asks for the checkpoint and the two file counts, as far as each is due. */
  private Observation position(Observation seen, boolean afresh) throws InterruptedException {
    PollSettings poll = state.settings().poll();
    Optional<Checkpoint> stood = seen.checkpoint().value();
    if (Cadence.checkpointDue(seen, poll, checkpointOwed, clock.instant())) {
      Answer<Checkpoint> answer = ask(
          Endpoint.CHECKPOINT,
          (controller, table, timeout) -> controller.checkpoint(table, timeout));
      seen = seen.withCheckpoint(answer, clock.instant());
      checkpointOwed &= !seen.checkpoint().up() && !seen.rawFiles();
    }
    boolean moved = afresh || !stood.equals(seen.checkpoint().value());
    Optional<Checkpoint.SnapshotId> uncounted =
        Cadence.countDue(seen, poll, moved, clock.instant());
    if (uncounted.isPresent()) {
      long id = uncounted.get().id();
      seen = seen.withFilesAtCheckpoint(
          ask(
              Endpoint.FILES_AT_CHECKPOINT,
              (controller, table, timeout) -> controller.filesAt(table, id, timeout)),
          clock.instant());
    }
    // After the checkpoint: a current count that is older than the checkpoint cannot be compared.
    if (Cadence.filesDue(seen, poll, moved, clock.instant())) {
      seen = seen.withFiles(
          ask(Endpoint.FILES, (controller, table, timeout) -> controller.files(table, timeout)),
          clock.instant());
    }
    return seen;
  }

  /** Asks for the table's config, if it is due: last, for nothing waits for it. */
  private Observation config(Observation before, Observation seen, boolean afresh)
      throws InterruptedException {
    if (!afresh && !Cadence.configDue(before, seen, state.settings().poll(), clock.instant())) {
      return seen;
    }
    return seen.withConfig(
        ask(
            Endpoint.TABLE_CONFIG,
            (controller, table, timeout) -> controller.tableConfig(table, timeout)),
        clock.instant());
  }

  /** Marks what would have been due as not asked, so that nothing looks up which is not. */
  private Observation silenced(Observation seen, Failure why) {
    PollSettings poll = state.settings().poll();
    Failure.NotAsked notAsked = new Failure.NotAsked("status: " + why.message());
    if (seen.rawFiles()) {
      return seen;
    }
    if (asked(seen.checkpoint())
        && Cadence.checkpointDue(seen, poll, checkpointOwed, clock.instant())) {
      seen = seen.withCheckpoint(new Answer.Failed<>(notAsked), clock.instant());
    }
    if (asked(seen.files()) && Cadence.filesDue(seen, poll, false, clock.instant())) {
      seen = seen.withFiles(new Answer.Failed<>(notAsked), clock.instant());
    }
    return seen;
  }

  private static boolean asked(Reading<?> reading) {
    return reading.askedAt().isPresent();
  }

  /**
   * Takes in what the catalog said, and settles what is known again.
   *
   * @param wanted whether it is to be taken in still; asked when no other state is being made
   * @throws InterruptedException when polling is being stopped
   */
  void take(SourceReading reading, BooleanSupplier wanted) throws InterruptedException {
    settling.lockInterruptibly();
    try {
      if (wanted.getAsBoolean()) {
        publish(state.observation().withSource(reading));
      }
    } finally {
      settling.unlock();
    }
  }

  /**
   * Settles a turn, if the controller is still behind the same gate. What the catalog said meanwhile
   * stays.
   */
  private boolean settle(Observation seen, Gate gate) throws InterruptedException {
    settling.lockInterruptibly();
    try {
      boolean stands = line.gate() == gate;
      if (stands) {
        publish(seen.withSource(state.observation().source()));
      }
      return stands;
    } finally {
      settling.unlock();
    }
  }

  /**
   * Ends: a turn under way goes on, and what it finds is neither stored nor published, once {@link
   * #settledState} has returned.
   */
  void retire() {
    retired = true;
    CompletableFuture<TableState> waiting = awaited.getAndSet(null);
    if (waiting != null) {
      waiting.complete(state);
    }
  }

  boolean retired() {
    return retired;
  }

  /** The state once what is being stored and published now is: within the store's patience. */
  TableState settledState() {
    settling.lock();
    try {
      return state;
    } finally {
      settling.unlock();
    }
  }

  /**
   * Asks every question in the next turn: who answers now may know another table by this name. What
   * a turn under way was told at the address before is not taken in any more, once this has returned.
   */
  void askAnew() {
    anew.set(true);
    var unused = settledState();
  }

  /**
   * Goes by other settings from now on: what was observed and what is remembered stays, and is judged
   * by them at once. What another source said does not stay.
   */
  void adopt(TableSettings next) {
    settling.lock();
    try {
      boolean sameSource = state.settings().source().equals(next.source());
      Observation seen =
          sameSource ? state.observation() : state.observation().withSource(SourceReading.none());
      Assessment assessment = seen.status().askedAt().isEmpty()
          ? state.assessment()
          : Assessor.assess(seen, state.history(), next, clock.instant());
      settled(new TableState(next, seen, state.history(), assessment));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      settling.unlock();
    }
  }

  private void publish(Observation seen) throws InterruptedException {
    History before = state.history();
    History after = Memory.remember(before, seen, clock.instant());
    Assessment assessment = Assessor.assess(seen, after, state.settings(), clock.instant());
    settled(new TableState(state.settings(), seen, after, assessment));
  }

  private void settled(TableState next) throws InterruptedException {
    if (!retired) {
      History before = state.history();
      state = next;
      outlet.settled(before, next);
    }
  }

  private interface Question<T> {
    Answer<T> put(Controller controller, String table, Duration timeout);
  }

  private <T> Answer<T> ask(Endpoint endpoint, Question<T> question) throws InterruptedException {
    Duration timeout = state.settings().poll().timeout();
    return line.ask(
        endpoint, timeout, controller -> question.put(controller, state.id().table(), timeout));
  }
}
