package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that has been read from a controller about one table: one reading a question.
 *
 * @param status the last run
 * @param checkpoint the position ingested up to
 * @param files live data files of the current snapshot, 0 or more
 * @param filesAtCheckpoint the same of the checkpoint's snapshot; may still be that of an earlier
 *     checkpoint: compare the id
 * @param runProgressedAt when the run last showed progress (another start, status, or number of
 *     files or segments), by the daemon's clock
 * @param clockSkew the controller's clock less the daemon's, from its Date header, to about a second
 */
public record Observation(
    Reading<WatcherRun> status,
    Reading<Checkpoint> checkpoint,
    Reading<Long> files,
    Reading<SnapshotFiles> filesAtCheckpoint,
    Optional<Instant> runProgressedAt,
    Optional<Duration> clockSkew) {

  /** Before the first question. */
  public static Observation none() {
    return new Observation(
        Reading.none(),
        Reading.none(),
        Reading.none(),
        Reading.none(),
        Optional.empty(),
        Optional.empty());
  }

  /** After an answer of the status endpoint. */
  public Observation withStatus(Answer<WatcherRun> answer, Instant at) {
    Reading<WatcherRun> next = status.with(answer, at);
    boolean progressed = next.value().isPresent() && !next.value().equals(status.value());
    return new Observation(
        next,
        checkpoint,
        files,
        filesAtCheckpoint,
        progressed ? Optional.of(at) : runProgressedAt,
        clockSkew);
  }

  /** After an answer of the checkpoint endpoint. */
  public Observation withCheckpoint(Answer<Checkpoint> answer, Instant at) {
    return new Observation(
        status, checkpoint.with(answer, at), files, filesAtCheckpoint, runProgressedAt, clockSkew);
  }

  /** After an answer of the files endpoint for the current snapshot. */
  public Observation withFiles(Answer<Long> answer, Instant at) {
    return new Observation(
        status, checkpoint, files.with(answer, at), filesAtCheckpoint, runProgressedAt, clockSkew);
  }

  /** After an answer of the files endpoint for the checkpoint's snapshot. */
  public Observation withFilesAtCheckpoint(Answer<SnapshotFiles> answer, Instant at) {
    return new Observation(
        status, checkpoint, files, filesAtCheckpoint.with(answer, at), runProgressedAt, clockSkew);
  }

  /** With another estimate of the controller's clock. */
  public Observation withClockSkew(Optional<Duration> skew) {
    return new Observation(status, checkpoint, files, filesAtCheckpoint, runProgressedAt, skew);
  }

  /** How many files the checkpoint's own snapshot holds, once that has been read. */
  public Optional<Long> checkpointFiles() {
    if (checkpoint.value().orElse(null) instanceof Checkpoint.SnapshotId snapshot) {
      return filesAtCheckpoint
          .value()
          .filter(at -> at.snapshotId() == snapshot.id())
          .map(SnapshotFiles::files);
    }
    return Optional.empty();
  }

  /** Whether the controller has said that this table reads raw files: status only. */
  public boolean rawFiles() {
    return checkpoint.failure().orElse(null) instanceof Failure.NotCatalogTable;
  }
}
