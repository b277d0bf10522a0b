package io.icewatch.metrics;

import io.icewatch.model.Answer;
import io.icewatch.model.Api;
import io.icewatch.model.Assessment;
import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
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
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
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
import java.util.OptionalLong;

/** Four tables that show everything a table can: behind, running, raw files, and not yet asked. */
final class SmallFleet {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00.844Z");

  private static final Instant START = NOW.minusSeconds(1800);
  private static final Instant END = NOW.minusMillis(1_740_500);
  private static final Duration FRESH = Duration.ofMinutes(5);

  private SmallFleet() {}

  static Snapshot snapshot() {
    return new Snapshot(
        7,
        List.of(
            behind("orders_OFFLINE"), running("clicks_OFFLINE"), raw("logs_OFFLINE"), unasked()),
        List.of(
            new ControllerState(
                "prod",
                true,
                BreakerState.CLOSED,
                Optional.of(Duration.ofMillis(-1500)),
                Optional.of(new DiscoveryState(
                    3, 1, 2, 4, Optional.of(NOW.minusSeconds(20)), Optional.of("timed_out: no")))),
            ControllerState.initial("test")),
        List.of(new CatalogState("lake", true, BreakerState.OPEN)));
  }

  static TableState behind(String name) {
    Observation seen = Observation.none()
        .withApi(Optional.of(Api.ICEBERG))
        .withStatus(good(completed()), NOW.minusSeconds(4))
        .withCheckpoint(
            good(new Checkpoint.SnapshotId(8_123_456_789_012_345_678L)), NOW.minusSeconds(70))
        .withFiles(good(108L), NOW.minusSeconds(30))
        .withFilesAtCheckpoint(
            good(new SnapshotFiles(8_123_456_789_012_345_678L, 96)), NOW.minusSeconds(1700))
        .withFiles(
            new Answer.Failed<>(new Failure.TimedOut(Duration.ofSeconds(10), "slow")),
            NOW.minusSeconds(1))
        .withSource(source());
    return new TableState(
        settings("prod", name),
        seen,
        history(),
        new Assessment(
            Health.BEHIND,
            "12 files have been waiting for 20m",
            new Lag.Behind(NOW.minusSeconds(1200)),
            LagSource.CATALOG,
            Optional.of(12L),
            Optional.of(NOW.minusMillis(300_250)),
            NOW.plus(FRESH),
            NOW.plus(FRESH),
            Optional.of(new Assessment.Observed(
                new Lag.Behind(NOW.minusMillis(1_150_500)), LagSource.OBSERVED, NOW.plus(FRESH))),
            Optional.of(NOW.plusMillis(95_500)),
            Optional.empty()));
  }

  private static SourceReading source() {
    Position behind = new Position.Behind(SourceViews.waiting(12, NOW.minusSeconds(1200)));
    SourceView view =
        SourceViews.at(behind, OptionalLong.of(97), Optional.empty(), NOW.minusSeconds(40));
    return SourceReading.none()
        .with(
            new Checkpoint.SnapshotId(8_123_456_789_012_345_678L),
            SourceViews.answer(view),
            NOW.minusSeconds(40));
  }

  static TableState running(String name) {
    WatcherRun run = new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(NOW.minusMillis(12_345)),
        Optional.empty(),
        15,
        3,
        Optional.empty(),
        Optional.empty());
    Observation seen = Observation.none()
        .withApi(Optional.of(Api.ICEBERG))
        .withStatus(good(run), NOW)
        .withCheckpoint(good(new Checkpoint.None()), NOW)
        .withFiles(good(15L), NOW);
    return new TableState(
        settings("prod", name),
        seen,
        History.none(),
        new Assessment(
            Health.RUNNING,
            "a run is in flight",
            new Lag.CaughtUp(),
            LagSource.TIMESTAMP,
            Optional.of(0L),
            Optional.empty(),
            NOW.plus(FRESH),
            NOW.plus(FRESH)));
  }

  static TableState raw(String name) {
    Observation seen = Observation.none()
        .withApi(Optional.of(Api.ICEBERG))
        .withStatus(good(completed()), NOW)
        .withCheckpoint(new Answer.Failed<>(new Failure.NotCatalogTable("raw files")), NOW);
    return new TableState(
        settings("prod", name),
        seen,
        history(),
        new Assessment(
            Health.UNSUPPORTED,
            "a table over raw files has a status only",
            new Lag.Unknown("raw files"),
            LagSource.NONE,
            Optional.empty(),
            Optional.empty(),
            NOW.plus(FRESH),
            Instant.MIN));
  }

  private static TableState unasked() {
    return TableState.initial(settings("test", "new_OFFLINE"), History.none());
  }

  private static TableSettings settings(String controller, String table) {
    return TableSettings.defaults(new TableId(controller, table));
  }

  private static History history() {
    FinishedRun success = new FinishedRun(
        START, Optional.of(END), RunResult.COMPLETED, 15, 15, Optional.empty(), Optional.empty());
    return new History(
        Optional.of(success),
        Optional.empty(),
        List.of(success),
        Map.of(RunResult.COMPLETED, 41L, RunResult.FAILED, 2L),
        List.of(),
        Optional.empty(),
        1);
  }

  private static WatcherRun completed() {
    return new WatcherRun(
        WatcherStatus.COMPLETED,
        Optional.of(START),
        Optional.of(END),
        15,
        15,
        Optional.empty(),
        Optional.of("8123456789012345678"));
  }

  static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
