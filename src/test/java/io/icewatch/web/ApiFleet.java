package io.icewatch.web;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Counted;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceView;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A table of which everything is known, and alerts about it. */
final class ApiFleet {
  static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  static final long SNAPSHOT = 9_007_199_254_740_993L;

  private static final Instant NOW = WebFleet.NOW;

  private ApiFleet() {}

  static TableState orders() {
    return WebFleet.sourced(observation(), history());
  }

  private static Observation observation() {
    Checkpoint checkpoint = new Checkpoint.SnapshotId(SNAPSHOT);
    WatcherRun run = new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(NOW.minusSeconds(60)),
        Optional.empty(),
        9,
        4,
        Optional.empty(),
        Optional.empty());
    SourceView view = SourceViews.at(
        new Position.Behind(SourceViews.waiting(12, NOW.minusSeconds(1200))), NOW.minusSeconds(40));
    SourceCommit commit = new SourceCommit(
        SNAPSHOT + 2,
        NOW.minusSeconds(1200),
        Optional.of("append"),
        Counted.exactly(12),
        Counted.exactly(120),
        Counted.between(0, 12_000));
    SourceReading reading = SourceReading.none()
        .with(
            checkpoint,
            SourceViews.answer(SourceViews.with(view, List.of(commit))),
            NOW.minusSeconds(9))
        .with(checkpoint, new CatalogAnswer.Unreachable("refused"), NOW.minusSeconds(2));
    return Observation.none()
        .withStatus(new Answer.Observed<>(run, Optional.empty()), NOW.minusSeconds(5))
        .withCheckpoint(new Answer.Observed<>(checkpoint, Optional.empty()), NOW.minusSeconds(70))
        .withFilesAtCheckpoint(
            new Answer.Observed<>(new SnapshotFiles(SNAPSHOT, 28), Optional.empty()),
            NOW.minusSeconds(70))
        .withFiles(new Answer.Observed<>(40L, Optional.empty()), NOW.minusSeconds(5))
        .withFiles(new Answer.Failed<>(new Failure.TableUnknown("no such table")), NOW)
        .withSource(reading);
  }

  private static History history() {
    FinishedRun failed = run(3600, RunResult.FAILED, Optional.of("boom"));
    FinishedRun completed = run(7200, RunResult.COMPLETED, Optional.empty());
    return new History(
        Optional.of(completed),
        Optional.of(NOW.minusSeconds(60)),
        List.of(completed, failed),
        Map.of(RunResult.COMPLETED, 41L, RunResult.FAILED, 1L),
        List.of(),
        Optional.empty(),
        2);
  }

  static FinishedRun run(int secondsAgo, RunResult result, Optional<String> error) {
    Instant start = NOW.minusSeconds(secondsAgo);
    return new FinishedRun(
        start,
        Optional.of(start.plusSeconds(60)),
        result,
        9,
        4,
        error,
        error.isPresent() ? Optional.empty() : Optional.of(Long.toString(SNAPSHOT)));
  }

  static AlertBoard board() {
    return new AlertBoard(
        Optional.of(NOW.minusSeconds(3)),
        List.of(
            alert(
                "PinotIcebergLagHigh",
                Map.of("controller", "prod", "table", "orders_OFFLINE"),
                new AlertStage.Firing(
                    NOW.minusSeconds(200), NOW.minusSeconds(80), Optional.empty())),
            alert(
                "PinotIcebergControllerUnreachable",
                Map.of("controller", "test"),
                new AlertStage.Pending(NOW.minusSeconds(20))),
            alert(
                "IcewatchStoreFailing",
                Map.of(),
                new AlertStage.Resolved(NOW.minusSeconds(900), NOW.minusSeconds(100)))));
  }

  private static Alert alert(String name, Map<String, String> about, AlertStage stage) {
    TreeMap<String, String> labels = new TreeMap<>(about);
    labels.put("alertname", name);
    labels.put("severity", "critical");
    return new Alert(
        new AlertLabels(labels),
        new TreeMap<>(Map.of("summary", "Data waits.", "description", name + " says so.")),
        stage);
  }
}
