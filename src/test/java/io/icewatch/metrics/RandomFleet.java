package io.icewatch.metrics;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A fleet whose tables change at random, in every way a table can, likely or not. */
final class RandomFleet {
  private final Random random;
  private final List<TableState> tables = new ArrayList<>();
  private long version;

  RandomFleet(long seed, List<TableId> ids) {
    random = new Random(seed);
    ids.forEach(id -> tables.add(TableState.initial(TableSettings.defaults(id), History.none())));
  }

  Snapshot snapshot() {
    return new Snapshot(version, tables, List.of(ControllerState.initial("prod")));
  }

  /** Changes so many tables, the same one perhaps twice. */
  void change(int changes, Instant now) {
    version++;
    for (int i = 0; i < changes; i++) {
      int table = random.nextInt(tables.size());
      tables.set(table, changed(tables.get(table), now));
    }
  }

  void remove() {
    tables.remove(random.nextInt(tables.size()));
  }

  private TableState changed(TableState table, Instant now) {
    Observation seen = observation(table.observation(), now);
    History history = random.nextInt(3) == 0 ? history(now) : table.history();
    Assessment assessment = random.nextInt(2) == 0 ? assessment(now) : table.assessment();
    return new TableState(table.settings(), seen, history, assessment);
  }

  private Observation observation(Observation seen, Instant now) {
    return switch (random.nextInt(8)) {
      case 5, 6 -> seen.withSource(source(seen, now));
      case 0, 1 -> seen.withStatus(answer(run(now)), now);
      case 2 -> seen.withCheckpoint(answer(checkpoint(now)), now);
      case 3 -> seen.withFiles(answer((long) random.nextInt(1_000_000)), now);
      case 4 ->
        seen.withFilesAtCheckpoint(
            answer(new SnapshotFiles(snapshotId(), random.nextInt(1000))), now);
      default -> seen;
    };
  }

  private SourceReading source(Observation seen, Instant now) {
    Checkpoint asked = seen.checkpoint().value().orElseGet(() -> checkpoint(now));
    Position position = switch (random.nextInt(5)) {
      case 0 -> new Position.Current();
      case 1 -> new Position.Unknown("no branch");
      case 2 ->
        new Position.Gap(
            SourceViews.bounded(random.nextInt(9), Optional.empty(), Optional.of(near(now))));
      default -> new Position.Behind(SourceViews.waiting(random.nextInt(99), near(now)));
    };
    OptionalLong files =
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9));
    CatalogAnswer answer = random.nextInt(4) == 0
        ? new CatalogAnswer.Unreachable("refused")
        : SourceViews.answer(SourceViews.at(position, files, Optional.empty(), near(now)));
    return seen.source().with(asked, answer, now);
  }

  private <T> Answer<T> answer(T value) {
    return switch (random.nextInt(8)) {
      case 0 -> new Answer.Failed<>(new Failure.Unreachable("refused"));
      case 1 -> new Answer.Failed<>(new Failure.NotCatalogTable("raw"));
      case 2 -> new Answer.NotModified<>(value, Optional.empty());
      default -> new Answer.Observed<>(value, Optional.empty());
    };
  }

  private WatcherRun run(Instant now) {
    WatcherStatus status = WatcherStatus.values()[random.nextInt(4)];
    if (status == WatcherStatus.IDLE) {
      return WatcherRun.idle();
    }
    Optional<Instant> end =
        status == WatcherStatus.RUNNING ? Optional.empty() : Optional.of(near(now));
    return new WatcherRun(
        status,
        Optional.of(near(now)),
        end,
        random.nextInt(100),
        random.nextLong(1L << 53),
        Optional.empty(),
        Optional.empty());
  }

  private Checkpoint checkpoint(Instant now) {
    return switch (random.nextInt(3)) {
      case 0 -> new Checkpoint.None();
      case 1 -> new Checkpoint.Timestamp(near(now));
      default -> new Checkpoint.SnapshotId(snapshotId());
    };
  }

  private long snapshotId() {
    return 8_000_000_000_000_000_000L + random.nextInt(2);
  }

  private History history(Instant now) {
    FinishedRun success = new FinishedRun(
        near(now),
        Optional.of(near(now)),
        RunResult.COMPLETED,
        1,
        1,
        Optional.empty(),
        Optional.empty());
    return new History(
        random.nextBoolean() ? Optional.of(success) : Optional.empty(),
        Optional.empty(),
        List.of(),
        random.nextBoolean() ? Map.of() : Map.of(RunResult.FAILED, random.nextLong(1L << 40)),
        List.of(),
        Optional.empty(),
        random.nextInt(3));
  }

  private Assessment assessment(Instant now) {
    Lag lag = switch (random.nextInt(3)) {
      case 0 -> new Lag.CaughtUp();
      case 1 -> new Lag.Behind(near(now));
      default -> new Lag.Unknown("no count");
    };
    return new Assessment(
        Health.values()[random.nextInt(10)],
        "because",
        lag,
        LagSource.values()[random.nextInt(4)],
        random.nextBoolean() ? Optional.empty() : Optional.of((long) random.nextInt(50)),
        random.nextBoolean() ? Optional.empty() : Optional.of(near(now)),
        random.nextInt(10) == 0 ? Instant.MAX : near(now),
        random.nextInt(10) == 0 ? Instant.MIN : near(now),
        random.nextBoolean() ? Optional.empty() : Optional.of(observed(now)),
        random.nextBoolean() ? Optional.empty() : Optional.of(near(now)),
        Optional.empty());
  }

  private Assessment.Observed observed(Instant now) {
    Lag lag = switch (random.nextInt(3)) {
      case 0 -> new Lag.CaughtUp();
      case 1 -> new Lag.Behind(near(now));
      default -> new Lag.Unknown("no count");
    };
    return new Assessment.Observed(lag, LagSource.OBSERVED, near(now));
  }

  /** Up to ten minutes before or after, to the nanosecond. */
  private Instant near(Instant now) {
    return now.plus(Duration.ofMinutes(-10)).plusNanos(random.nextLong(1_200_000_000_000L));
  }
}
