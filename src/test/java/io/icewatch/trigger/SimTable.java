package io.icewatch.trigger;

import io.icewatch.decide.StateBuilder;
import io.icewatch.model.Answer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** One table and its watcher as they really are, in seconds of true time, and what polls see. */
final class SimTable {
  /** How a run ends. */
  enum Fate {
    CURES,
    FAILS,
    HANGS,
    COMPLETES_IN_VAIN
  }

  /** What the controller lets be seen. */
  enum Face {
    HONEST,
    DENIED,
    SILENT,
    ALWAYS_RUNNING,
    NEVER_RUNNING,
    LAG_UNKNOWN
  }

  static final int FILES_EVERY = 60;
  private static final long NEVER = Long.MAX_VALUE;

  final TableId id;
  Face face = Face.HONEST;
  Fate fate = Fate.CURES;
  TableState state;

  /** The true time the wait began; NEVER when caught up. */
  long behindSince = NEVER;

  /** Requests that will become runs: the true time each begins. */
  long pendingStart = NEVER;

  long runStart = NEVER;
  private long runEnd = NEVER;
  private WatcherRun status = WatcherRun.idle();
  private long checkpoint = 1_000;
  private Optional<FinishedRun> lastSuccess = Optional.empty();
  private long filesRead = -FILES_EVERY;
  private Instant filesReadAt = Instant.EPOCH;
  private Lag lagRead = new Lag.CaughtUp();

  SimTable(TableId id, Instant wall) {
    this.id = id;
    this.state = new StateBuilder(id, wall).build();
  }

  boolean running() {
    return runStart != NEVER;
  }

  boolean caughtUp() {
    return behindSince == NEVER;
  }

  /** Lets the world go on to a moment. */
  void advance(long now, Instant controllers, Random random) {
    if (!running() && pendingStart <= now) {
      pendingStart = NEVER;
      runStart = now;
      runEnd = fate == Fate.HANGS ? now + 30_000 : now + 20 + random.nextInt(600);
      status = StateBuilder.running(controllers);
    } else if (running() && runEnd <= now) {
      Instant start = status.start().orElseThrow();
      runStart = NEVER;
      if (fate == Fate.CURES || fate == Fate.COMPLETES_IN_VAIN) {
        checkpoint += fate == Fate.CURES ? 1 : 0;
        behindSince = fate == Fate.CURES ? NEVER : behindSince;
        status = StateBuilder.completed(start, Long.toString(checkpoint));
      } else {
        status = StateBuilder.failed(start, "out of luck");
      }
    }
  }

  /** What a poll at this moment makes of it. */
  void poll(long now, Instant wall, Instant controllers) {
    if (face == Face.SILENT || face == Face.DENIED) {
      state = refused(wall);
      return;
    }
    if (now - filesRead >= FILES_EVERY) {
      filesRead = now;
      filesReadAt = wall;
    }
    lagRead = caughtUp()
        ? new Lag.CaughtUp()
        : new Lag.Behind(wall.minus(Duration.ofSeconds(now - behindSince)));
    WatcherRun shown = shown(controllers);
    StateBuilder next = new StateBuilder(id, wall)
        .run(shown)
        .checkpoint(new Checkpoint.SnapshotId(checkpoint))
        .filesAt(filesReadAt)
        .lag(face == Face.LAG_UNKNOWN ? new Lag.Unknown("files fell") : lagRead)
        .health(caughtUp() ? Health.OK : Health.BEHIND)
        .skew(Optional.of(Duration.between(wall, controllers)));
    state = remembering(next.build(), shown);
  }

  private WatcherRun shown(Instant controllers) {
    return switch (face) {
      case ALWAYS_RUNNING -> StateBuilder.running(controllers.minusSeconds(40));
      case NEVER_RUNNING -> running() ? WatcherRun.idle() : status;
      case HONEST, DENIED, SILENT, LAG_UNKNOWN -> status;
    };
  }

  private TableState refused(Instant wall) {
    Failure failure = face == Face.DENIED
        ? new Failure.Denied(403, "not yours")
        : new Failure.TimedOut(Duration.ofSeconds(10), "no answer");
    return new TableState(
        state.settings(),
        state.observation().withStatus(new Answer.Failed<>(failure), wall),
        state.history(),
        state.assessment());
  }

  private TableState remembering(TableState next, WatcherRun shown) {
    if (shown.status() == WatcherStatus.COMPLETED) {
      lastSuccess = new StateBuilder(id, Instant.EPOCH)
          .lastSuccess(shown.start().orElseThrow(), shown.checkpointValue().orElseThrow())
          .build()
          .history()
          .lastSuccess();
    }
    History history = next.history();
    return new TableState(
        next.settings(),
        next.observation(),
        new History(
            lastSuccess,
            history.openRun(),
            history.runs(),
            history.runTotals(),
            history.counts(),
            history.reached(),
            0),
        next.assessment());
  }
}
