package io.icewatch.cli;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogState;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Counted;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables as views get them, at one moment. */
final class Fleets {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Fleets() {}

  /** A table with this health and lag; an empty lag is unknown. */
  static TableState table(String name, Health health, Optional<Duration> lag, RunResult... runs) {
    return table(name, health, lag, "because of " + health.label(), runs);
  }

  static TableState table(
      String name, Health health, Optional<Duration> lag, String reason, RunResult... runs) {
    Instant end = NOW.minusSeconds(192);
    List<FinishedRun> log = Arrays.stream(runs)
        .map(result -> new FinishedRun(
            end.minusSeconds(60),
            Optional.of(end),
            result,
            5,
            5,
            Optional.empty(),
            Optional.empty()))
        .toList();
    History history = new History(
        log.stream().filter(run -> run.result() == RunResult.COMPLETED).findFirst(),
        Optional.empty(),
        log,
        Map.of(),
        List.of(),
        Optional.empty(),
        0);
    Lag held = lag.<Lag>map(by -> by.isZero() ? new Lag.CaughtUp() : new Lag.Behind(NOW.minus(by)))
        .orElse(new Lag.Unknown("not known"));
    Instant until = NOW.plusSeconds(60);
    Assessment assessment = new Assessment(
        health,
        reason,
        held,
        lag.isPresent() ? LagSource.OBSERVED : LagSource.NONE,
        lag.map(by -> by.isZero() ? 0L : 12L),
        Optional.empty(),
        until,
        until);
    return new TableState(
        TableSettings.defaults(new TableId("prod", name)), observation(), history, assessment);
  }

  /** One table that is behind by a catalog which knows its wait in bounds and then did not answer. */
  static Snapshot sourced() {
    TableState behind = table("orders_OFFLINE", Health.BEHIND, Optional.of(Duration.ofMinutes(23)));
    TableSettings usual = behind.settings();
    Checkpoint checkpoint = new Checkpoint.SnapshotId(9_007_199_254_740_993L);
    Instant readAt = NOW.minusSeconds(5);
    SourceView view = SourceViews.at(
        new Position.Gap(
            SourceViews.bounded(3, Optional.empty(), Optional.of(NOW.minusSeconds(1393)))),
        readAt);
    SourceView told = SourceViews.with(view, commits());
    Observation seen = behind
        .observation()
        .withSource(behind
            .observation()
            .source()
            .with(checkpoint, SourceViews.answer(told), readAt)
            .with(checkpoint, new CatalogAnswer.Unreachable("refused"), NOW.minusSeconds(2)));
    Assessment by = behind.assessment();
    Assessment assessment = new Assessment(
        by.health(),
        by.reason(),
        by.lag(),
        LagSource.CATALOG,
        by.filesPending(),
        by.sourceChangedAt(),
        by.statusUntil(),
        by.lagUntil(),
        Optional.of(new Assessment.Observed(
            new Lag.Behind(NOW.minusMillis(1_380_250)), LagSource.OBSERVED, NOW.plusSeconds(60))),
        Optional.of(NOW.plusSeconds(95)),
        Optional.empty());
    TableSettings settings = new TableSettings(
        usual.id(),
        usual.poll(),
        usual.lag(),
        usual.runs(),
        Optional.of(new SourceTable("lake", "sales.orders", "main")));
    return new Snapshot(
        1,
        List.of(new TableState(settings, seen, behind.history(), assessment)),
        List.of(),
        List.of(new CatalogState("lake", true, BreakerState.HALF_OPEN)));
  }

  private static List<SourceCommit> commits() {
    Counted unknown = Counted.atLeast(0);
    return List.of(
        new SourceCommit(
            9_007_199_254_740_995L,
            NOW.minusSeconds(95),
            Optional.of("append"),
            Counted.exactly(2),
            Counted.exactly(20),
            Counted.between(0, 2000)),
        new SourceCommit(
            9_007_199_254_740_993L,
            NOW.minusSeconds(1800),
            Optional.empty(),
            unknown,
            unknown,
            unknown));
  }

  private static Observation observation() {
    Instant start = NOW.minusSeconds(252);
    WatcherRun run = new WatcherRun(
        WatcherStatus.COMPLETED,
        Optional.of(start),
        Optional.of(start.plusSeconds(60)),
        5,
        5,
        Optional.empty(),
        Optional.of("9007199254740993"));
    return Observation.none()
        .withStatus(new Answer.Observed<>(run, Optional.empty()), NOW.minusSeconds(5))
        .withCheckpoint(
            new Answer.Observed<>(
                new Checkpoint.SnapshotId(9_007_199_254_740_993L), Optional.empty()),
            NOW.minusSeconds(5))
        .withFiles(new Answer.Observed<>(40L, Optional.empty()), NOW.minusSeconds(5));
  }

  static Snapshot fleet(TableState... tables) {
    return new Snapshot(
        1,
        Stream.of(tables).toList(),
        List.of(new ControllerState(
            "prod", true, BreakerState.CLOSED, Optional.of(Duration.ofMillis(-1500)))));
  }
}
