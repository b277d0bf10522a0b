package io.icewatch.assess;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells what a daemon sees of one table, poll by poll, in seconds after noon. */
final class Story {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final TableSettings SETTINGS = TableSettings.defaults(new TableId("prod", "t_OFFLINE"));

  Observation seen = Observation.none();
  History history = History.none();
  private Instant now = NOON;

  static Instant noonPlus(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  static WatcherRun run(WatcherStatus status, long start, long end, String reached) {
    return new WatcherRun(
        status,
        Optional.of(noonPlus(start)),
        status == WatcherStatus.RUNNING ? Optional.empty() : Optional.of(noonPlus(end)),
        4,
        4,
        Optional.empty(),
        Optional.of(reached));
  }

  Story at(long seconds) {
    now = noonPlus(seconds);
    return this;
  }

  Instant now() {
    return now;
  }

  Story skew(Duration skew) {
    seen = seen.withClockSkew(Optional.of(skew));
    return this;
  }

  Story status(WatcherRun run) {
    seen = seen.withStatus(good(run), now);
    return learn();
  }

  Story completed(long start, long end, String reached) {
    return status(run(WatcherStatus.COMPLETED, start, end, reached));
  }

  Story running(long start) {
    return status(run(WatcherStatus.RUNNING, start, 0, "0"));
  }

  Story failed(long start, long end, String error) {
    return status(new WatcherRun(
        WatcherStatus.FAILED,
        Optional.of(noonPlus(start)),
        Optional.of(noonPlus(end)),
        10,
        5,
        Optional.of(error),
        Optional.empty()));
  }

  Story statusFails(Failure failure) {
    seen = seen.withStatus(new Answer.Failed<>(failure), now);
    return learn();
  }

  Story checkpoint(Checkpoint checkpoint) {
    seen = seen.withCheckpoint(good(checkpoint), now);
    return learn();
  }

  Story checkpoint(long id) {
    return checkpoint(new Checkpoint.SnapshotId(id));
  }

  Story checkpointFails(Failure failure) {
    seen = seen.withCheckpoint(new Answer.Failed<>(failure), now);
    return learn();
  }

  Story held(long id, long files) {
    seen = seen.withFilesAtCheckpoint(good(new SnapshotFiles(id, files)), now);
    return learn();
  }

  Story files(long files) {
    seen = seen.withFiles(good(files), now);
    return learn();
  }

  Story filesFail(Failure failure) {
    seen = seen.withFiles(new Answer.Failed<>(failure), now);
    return learn();
  }

  /** The catalog answers a question about the checkpoint that stands. */
  Story catalog(Position position) {
    return catalog(SourceViews.answer(SourceViews.at(position, now)));
  }

  Story catalog(CatalogAnswer answer) {
    Checkpoint asked = seen.checkpoint().value().orElseThrow();
    seen = seen.withSource(seen.source().with(asked, answer, now));
    return learn();
  }

  Story restart() {
    seen = Observation.none();
    return this;
  }

  Assessment assess() {
    return assess(SETTINGS);
  }

  Assessment assess(TableSettings settings) {
    return Assessor.assess(seen, history, settings, now);
  }

  private Story learn() {
    history = Memory.remember(history, seen, now);
    return this;
  }

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }
}
