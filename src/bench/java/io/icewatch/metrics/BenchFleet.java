package io.icewatch.metrics;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A fleet in its usual state, changed by polls at the default cadences: status each 15 s, files each
 * 60 s, checkpoint each 150 s; one table in ten is behind, one in fifty runs.
 */
final class BenchFleet {
  /** Polls a second for 10,000 tables: 667 + 167 + 67. */
  static final int POLLS_A_SECOND = 900;

  private final SplittableRandom random = new SplittableRandom(42);
  private final AtomicReferenceArray<TableState> tables;
  private int statusTurn;
  private int filesTurn;
  private int checkpointTurn;
  private volatile long version;

  BenchFleet(int size, Instant now) {
    tables = new AtomicReferenceArray<>(size);
    for (int i = 0; i < size; i++) {
      TableId id = new TableId("prod", "orders_eu_%05d_OFFLINE".formatted(i));
      Instant end = before(now, 1800);
      FinishedRun success =
          new FinishedRun(
              end.minusMillis(random.nextInt(1, 120_000)),
              Optional.of(end),
              RunResult.COMPLETED,
              12,
              12,
              Optional.empty(),
              Optional.empty());
      History history =
          new History(
              Optional.of(success),
              Optional.empty(),
              List.of(success),
              Map.of(RunResult.COMPLETED, random.nextLong(1, 5000), RunResult.FAILED, 3L),
              List.of(),
              Optional.empty(),
              0);
      Observation seen =
          Observation.none()
              .withStatus(good(run(i, end, now)), before(now, 15))
              .withCheckpoint(good(new Checkpoint.SnapshotId(i)), before(now, 150))
              .withFiles(good(10_000L + i), before(now, 60))
              .withFilesAtCheckpoint(good(new SnapshotFiles(i, 10_000L + i)), end);
      tables.set(
          i,
          assessed(
              new TableState(
                  TableSettings.defaults(id), seen, history, Assessment.none()),
              i,
              now));
    }
  }

  Snapshot snapshot() {
    TableState[] all = new TableState[tables.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = tables.get(i);
    }
    return new Snapshot(version, List.of(all), List.of(ControllerState.initial("prod")));
  }

  /** The publishes of that many polls, in the proportion of the default cadences. */
  void poll(int polls, Instant now) {
    for (int i = 0; i < polls; i++) {
      int kind = random.nextInt(POLLS_A_SECOND);
      if (kind < 667) {
        statusTurn = publish(statusTurn, now, this::statusPolled);
      } else if (kind < 834) {
        filesTurn = publish(filesTurn, now, this::filesPolled);
      } else {
        checkpointTurn = publish(checkpointTurn, now, this::checkpointPolled);
      }
    }
  }

  private interface Poll {
    Observation after(int table, Observation seen, Instant now);
  }

  private int publish(int turn, Instant now, Poll poll) {
    int i = turn % tables.length();
    TableState table = tables.get(i);
    Instant at = before(now, 15);
    Observation seen = poll.after(i, table.observation(), at);
    tables.set(
        i, assessed(new TableState(table.settings(), seen, table.history(), table.assessment()), i, at));
    version++;
    return turn + 1;
  }

  private Observation statusPolled(int i, Observation seen, Instant at) {
    return seen.withStatus(good(seen.status().value().orElseThrow()), at);
  }

  private Observation filesPolled(int i, Observation seen, Instant at) {
    long files = seen.files().value().orElseThrow();
    return seen.withFiles(good(random.nextInt(4) == 0 ? files + 3 : files), at);
  }

  private Observation checkpointPolled(int i, Observation seen, Instant at) {
    return seen.withCheckpoint(good(seen.checkpoint().value().orElseThrow()), at);
  }

  private TableState assessed(TableState table, int i, Instant now) {
    boolean behind = i % 10 == 3;
    Lag lag =
        behind
            ? new Lag.Behind(table.history().lastSuccess().orElseThrow().start())
            : new Lag.CaughtUp();
    Health health = i % 50 == 7 ? Health.RUNNING : behind ? Health.BEHIND : Health.OK;
    Assessment assessment =
        new Assessment(
            health,
            behind ? "3 files are waiting" : "everything is ingested",
            lag,
            LagSource.OBSERVED,
            Optional.of(behind ? 3L : 0L),
            table.history().lastSuccess().map(FinishedRun::start),
            now.plus(Duration.ofMinutes(5)),
            now.plus(Duration.ofMinutes(5)));
    return new TableState(table.settings(), table.observation(), table.history(), assessment);
  }

  private WatcherRun run(int i, Instant end, Instant now) {
    boolean running = i % 50 == 7;
    return new WatcherRun(
        running ? WatcherStatus.RUNNING : WatcherStatus.COMPLETED,
        Optional.of(running ? before(now, 100) : end.minusSeconds(100)),
        running ? Optional.empty() : Optional.of(end),
        12,
        running ? 5 : 12,
        Optional.empty(),
        Optional.empty());
  }

  private Instant before(Instant now, int seconds) {
    return now.minusMillis(random.nextInt(seconds * 1000));
  }

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
