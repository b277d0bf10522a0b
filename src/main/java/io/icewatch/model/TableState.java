package io.icewatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One table as views see it: every view renders this, so they cannot disagree.
 *
 * <p>The methods with {@code now} answer for that moment: what has gone stale is no longer shown.
 */
public record TableState(
    TableSettings settings, Observation observation, History history, Assessment assessment) {

  /** A table before its first poll. */
  public static TableState initial(TableSettings settings, History history) {
    return new TableState(settings, Observation.none(), history, Assessment.none());
  }

  public TableId id() {
    return settings.id();
  }

  /** Where the table's files come from, as far as is known. */
  public SourceType sourceType() {
    return SourceType.of(observation);
  }

  /** The last run, while its reading is fresh. */
  public Optional<WatcherRun> run(Instant now) {
    return observation.status().fresh(now, settings.poll().staleAfter());
  }

  /** The lag at this moment; empty when unknown or stale. */
  public Optional<Duration> lag(Instant now) {
    return now.isAfter(assessment.lagUntil())
        ? Optional.empty()
        : assessment.lag().at(now);
  }

  /** The start of the wait; empty when caught up, unknown or stale. */
  public Optional<Instant> behindSince(Instant now) {
    return !now.isAfter(assessment.lagUntil()) && assessment.lag() instanceof Lag.Behind behind
        ? Optional.of(behind.since())
        : Optional.empty();
  }

  /**
   * The lag by the controller's answers alone, next to the catalog's; empty when unknown or stale,
   * and for a table whose catalog is not asked.
   */
  public Optional<Duration> observedLag(Instant now) {
    return observed(now).flatMap(by -> by.lag().at(now));
  }

  /** The start of the wait by the controller's answers alone; empty as {@link #behindSince} is. */
  public Optional<Instant> observedBehindSince(Instant now) {
    return observed(now)
        .flatMap(by ->
            by.lag() instanceof Lag.Behind behind ? Optional.of(behind.since()) : Optional.empty());
  }

  private Optional<Assessment.Observed> observed(Instant now) {
    return assessment.observed().filter(by -> !now.isAfter(by.until()));
  }

  /**
   * How long until nothing waits, at the present rates of commits and runs: 0 when nothing does;
   * empty when it would be a guess, and once the moment has passed.
   */
  public Optional<Duration> catchUp(Instant now) {
    if (assessment.caughtUpBy().isEmpty() || now.isAfter(assessment.lagUntil())) {
      return Optional.empty();
    }
    if (assessment.lag() instanceof Lag.CaughtUp) {
      return Optional.of(Duration.ZERO);
    }
    return caughtUpBy(now).map(at -> Duration.between(now, at));
  }

  /** When nothing will wait at the present rates; empty when nothing does, or by a guess. */
  public Optional<Instant> caughtUpBy(Instant now) {
    boolean shown = !now.isAfter(assessment.lagUntil())
        && !now.isAfter(assessment.statusUntil())
        && assessment.lag() instanceof Lag.Behind;
    return shown ? assessment.caughtUpBy().filter(at -> atLeastMilli(now, at)) : Optional.empty();
  }

  /** Data files not yet ingested; empty when unknown or stale. */
  public Optional<Long> filesPending(Instant now) {
    return now.isAfter(assessment.lagUntil()) ? Optional.empty() : assessment.filesPending();
  }

  /** What the catalog says of the checkpoint that stands; empty when unknown or stale. */
  public Optional<SourceView> source(Instant now) {
    return observation.standingView(now, settings.poll().staleAfter());
  }

  /** What is not ingested, each number exact or in bounds, by the catalog; empty when unknown. */
  public Optional<Pending> pending(Instant now) {
    return source(now).flatMap(view -> view.position().pending());
  }

  /**
   * When the table's own retention lets go of the checkpoint's snapshot, which may be past; empty
   * when nothing does, it is gone, or it is unknown.
   */
  public Optional<Instant> checkpointExpiresAt(Instant now) {
    return source(now).flatMap(SourceView::checkpointExpiresAt);
  }

  /**
   * The controller's count of the data files in the checkpoint's snapshot less the catalog's, which
   * is remembered once the snapshot is expired; empty when either is unknown.
   */
  public Optional<Long> catalogFilesMismatch(Instant now) {
    Optional<Long> told = observation.checkpointFiles();
    Optional<SourceView> view = source(now);
    if (told.isEmpty() || view.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong read = view.get().checkpointFiles();
    OptionalLong truth = read.isPresent() ? read : rememberedFiles(view.get());
    return truth.isPresent() ? Optional.of(told.get() - truth.getAsLong()) : Optional.empty();
  }

  /** What the catalog counted in the checkpoint's snapshot while it was there: it never changed. */
  private OptionalLong rememberedFiles(SourceView view) {
    Optional<CheckpointFacts> facts = history
        .reached()
        .flatMap(History.Reached::facts)
        .filter(known -> known.tableUuid().equals(view.tableUuid()))
        .filter(known -> observation
            .checkpoint()
            .value()
            .filter(new Checkpoint.SnapshotId(known.snapshotId())::equals)
            .isPresent());
    return facts.map(CheckpointFacts::dataFiles).orElse(OptionalLong.empty());
  }

  /** The end of the last COMPLETED run seen, by the controller's clock. */
  public Optional<Instant> lastSuccess() {
    return history.lastSuccess().flatMap(FinishedRun::end);
  }

  /** How long ago the last success ended, never negative. */
  public Optional<Duration> lastSuccessAge(Instant now) {
    return lastSuccess().map(end -> sinceOrZero(end, now));
  }

  /** How long the source has had no new data, as far as was seen; empty when unknown or stale. */
  public Optional<Duration> sourceIdle(Instant now) {
    boolean stale = assessment.lagSource() == LagSource.CATALOG
        ? now.isAfter(assessment.lagUntil())
        : observation.files().fresh(now, settings.poll().staleAfter()).isEmpty();
    return stale ? Optional.empty() : assessment.sourceChangedAt().map(at -> sinceOrZero(at, now));
  }

  /** The verdict at this moment: unknown once the status has gone stale. */
  public Health health(Instant now) {
    return now.isAfter(assessment.statusUntil()) ? Health.UNKNOWN : assessment.health();
  }

  /** The verdict's grounds at this moment. */
  public String reason(Instant now) {
    if (assessment.health() == Health.UNKNOWN || !now.isAfter(assessment.statusUntil())) {
      return assessment.reason();
    }
    return "no fresh status since " + assessment.statusUntil();
  }

  private static boolean atLeastMilli(Instant now, Instant later) {
    return Duration.between(now, later).compareTo(Duration.ofMillis(1)) >= 0;
  }

  private static Duration sinceOrZero(Instant then, Instant now) {
    return now.isBefore(then) ? Duration.ZERO : Duration.between(then, now);
  }

  /** The Iceberg table it is ingested from, as far as the configuration or its own task names it. */
  public Optional<SourceTable> sourceTable() {
    return settings
        .source()
        .flatMap(source -> source instanceof SourceByTask byTask
            ? observation.ingestionTask().map(byTask::of).flatMap(SourceByTask.Naming::table)
            : Optional.of((SourceTable) source));
  }
}
