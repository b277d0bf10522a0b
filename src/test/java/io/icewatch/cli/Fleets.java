package io.icewatch.cli;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.BreakerState;
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
