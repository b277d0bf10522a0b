package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that has been read about one table from its controller and its catalog: one reading a question.
 *
 * @param status the last run
 * @param checkpoint the position ingested up to
 * @param files live data files of the current snapshot, 0 or more
 * @param filesAtCheckpoint the same of the checkpoint's snapshot; may still be that of an earlier
 *     checkpoint: compare the id
 * @param config the table's config, read rarely: it holds until it is read again
 * @param runProgressedAt when the run last showed progress (another start, status, or number of
 *     files or segments), by the daemon's clock
 * @param clockSkew the controller's clock less the daemon's, from its Date header, to about a second
 * @param source what the source's catalog says of the checkpoint
 * @param api the generation of the API that the controller speaks; empty while that is not known
 */
public record Observation(
    Reading<WatcherRun> status,
    Reading<Checkpoint> checkpoint,
    Reading<Long> files,
    Reading<SnapshotFiles> filesAtCheckpoint,
    Reading<TableConfig> config,
    Optional<Instant> runProgressedAt,
    Optional<Duration> clockSkew,
    SourceReading source,
    Optional<Api> api) {

  /** Before the first question. */
  public static Observation none() {
    return new Observation(
        Reading.none(),
        Reading.none(),
        Reading.none(),
        Reading.none(),
        Reading.none(),
        Optional.empty(),
        Optional.empty(),
        SourceReading.none(),
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
        config,
        progressed ? Optional.of(at) : runProgressedAt,
        clockSkew,
        source,
        api);
  }

  /** After an answer of the checkpoint endpoint. */
  public Observation withCheckpoint(Answer<Checkpoint> answer, Instant at) {
    return new Observation(
        status,
        checkpoint.with(answer, at),
        files,
        filesAtCheckpoint,
        config,
        runProgressedAt,
        clockSkew,
        source,
        api);
  }

  /** After an answer of the files endpoint for the current snapshot. */
  public Observation withFiles(Answer<Long> answer, Instant at) {
    return new Observation(
        status,
        checkpoint,
        files.with(answer, at),
        filesAtCheckpoint,
        config,
        runProgressedAt,
        clockSkew,
        source,
        api);
  }

  /** After an answer of the files endpoint for the checkpoint's snapshot. */
  public Observation withFilesAtCheckpoint(Answer<SnapshotFiles> answer, Instant at) {
    return new Observation(
        status,
        checkpoint,
        files,
        filesAtCheckpoint.with(answer, at),
        config,
        runProgressedAt,
        clockSkew,
        source,
        api);
  }

  /** After an answer with the table's config. */
  public Observation withConfig(Answer<TableConfig> answer, Instant at) {
    return new Observation(
        status,
        checkpoint,
        files,
        filesAtCheckpoint,
        config.with(answer, at),
        runProgressedAt,
        clockSkew,
        source,
        api);
  }

  /** With another estimate of the controller's clock. */
  public Observation withClockSkew(Optional<Duration> skew) {
    return new Observation(
        status, checkpoint, files, filesAtCheckpoint, config, runProgressedAt, skew, source, api);
  }

  /** With another reading of the catalog. */
  public Observation withSource(SourceReading reading) {
    return new Observation(
        status,
        checkpoint,
        files,
        filesAtCheckpoint,
        config,
        runProgressedAt,
        clockSkew,
        reading,
        api);
  }

  /**
   * With what is known of the controller's generation. What the new one does not tell is as if it
   * had never been asked; a generation that is known is not forgotten.
   */
  public Observation withApi(Optional<Api> spoken) {
    if (spoken.isEmpty() || spoken.equals(api)) {
      return this;
    }
    boolean counts = spoken.get().countsFiles();
    return new Observation(
        status,
        checkpoint,
        counts ? files : Reading.none(),
        counts ? filesAtCheckpoint : Reading.none(),
        config,
        runProgressedAt,
        clockSkew,
        source,
        spoken);
  }

  /** Whether the controller tells file counts, as far as is known. */
  public boolean countsFiles() {
    return api.map(Api::countsFiles).orElse(true);
  }

  /**
   * What the catalog says of the checkpoint that stands; empty when either is stale, or when the
   * checkpoint has moved since the catalog was asked.
   */
  public Optional<SourceView> standingView(Instant now, Duration staleAfter) {
    Optional<Checkpoint> stands = checkpoint.fresh(now, staleAfter);
    return stands.isPresent() && stands.equals(source.checkpoint())
        ? source.fresh(now, staleAfter)
        : Optional.empty();
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

  /**
   * The ingestion task as the config was last read, however long ago; empty when it was never read
   * or has none.
   */
  public Optional<IngestionTask> ingestionTask() {
    return config.value().flatMap(TableConfig::task);
  }

  /** Whether the controller has said that this table reads raw files: status only. */
  public boolean rawFiles() {
    return checkpoint.failure().orElse(null) instanceof Failure.NotCatalogTable;
  }
}
