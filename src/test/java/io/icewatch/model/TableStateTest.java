package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableStateTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TableSettings SETTINGS = TableSettings.defaults(new TableId("prod", "t"));
  private static final TableState BEHIND = state(Health.BEHIND, new Lag.Behind(NOON));

  private static TableState state(Health health, Lag lag) {
    Observation seen = Observation.none()
        .withStatus(new Answer.Observed<>(WatcherRun.idle(), Optional.empty()), NOON)
        .withFiles(new Answer.Observed<>(9L, Optional.empty()), NOON);
    FinishedRun success = new FinishedRun(
        NOON.minusSeconds(90),
        Optional.of(NOON.minusSeconds(30)),
        RunResult.COMPLETED,
        0,
        0,
        Optional.empty(),
        Optional.empty());
    History none = History.none();
    History history = new History(
        Optional.of(success),
        none.openRun(),
        none.runs(),
        none.runTotals(),
        none.counts(),
        none.reached(),
        0);
    Assessment assessment = new Assessment(
        health,
        "because",
        lag,
        LagSource.OBSERVED,
        Optional.of(3L),
        Optional.of(NOON.minusSeconds(10)),
        NOON.plusSeconds(60),
        NOON.plusSeconds(120));
    return new TableState(SETTINGS, seen, history, assessment);
  }

  private static TableState withType(Observation seen, String sourceType) {
    IngestionTask task = new IngestionTask(Optional.empty(), Optional.of(sourceType), Map.of());
    Answer<TableConfig> config =
        new Answer.Observed<>(new TableConfig(Optional.of(task)), Optional.empty());
    return new TableState(
        SETTINGS, seen.withConfig(config, NOON), History.none(), Assessment.none());
  }

  @Test
  void theSourceTypeIsTheConfigsOrElseWhatTheCheckpointShows() {
    Observation none = Observation.none();
    Observation catalog =
        none.withCheckpoint(new Answer.Observed<>(new Checkpoint.None(), Optional.empty()), NOON);
    Observation raw =
        none.withCheckpoint(new Answer.Failed<>(new Failure.NotCatalogTable("m")), NOON);

    assertThat(SourceType.of(none)).isEqualTo(SourceType.UNKNOWN);
    assertThat(SourceType.of(catalog)).isEqualTo(SourceType.CATALOG);
    assertThat(SourceType.of(raw)).isEqualTo(SourceType.RAW);
    assertThat(withType(none, "catalog").sourceType()).isEqualTo(SourceType.CATALOG);
    assertThat(withType(none, "s3-catalog").sourceType()).isEqualTo(SourceType.RAW);
    assertThat(withType(catalog, "delta").sourceType()).isEqualTo(SourceType.OTHER);
  }

  @Test
  void aTasksTextHidesItsValues() {
    IngestionTask task = new IngestionTask(
        Optional.of("0 0 * * * ?"), Optional.empty(), Map.of("s3.secret-access-key", "hunter2"));

    assertThat(new TableConfig(Optional.of(task)))
        .hasToString("TableConfig[task=Optional[IngestionTask[schedule=Optional[0 0 * * * ?],"
            + " sourceType=Optional.empty, properties=[s3.secret-access-key]]]]");
  }

  @Test
  void beforeTheFirstPollNothingIsKnown() {
    TableState table = TableState.initial(SETTINGS, History.none());

    assertThat(table.id()).isEqualTo(SETTINGS.id());
    assertThat(table.health(NOON)).isEqualTo(Health.UNKNOWN);
    assertThat(table.reason(NOON)).isEqualTo("not observed yet");
    assertThat(table.lag(NOON)).isEmpty();
    assertThat(table.behindSince(NOON)).isEmpty();
    assertThat(table.filesPending(NOON)).isEmpty();
    assertThat(table.lastSuccess()).isEmpty();
    assertThat(table.lastSuccessAge(NOON)).isEmpty();
    assertThat(table.sourceIdle(NOON)).isEmpty();
    assertThat(table.run(NOON)).isEmpty();
  }

  @Test
  void lagGrowsUntilItIsStale() {
    assertThat(BEHIND.lag(NOON.plusSeconds(120))).contains(Duration.ofSeconds(120));
    assertThat(BEHIND.behindSince(NOON.plusSeconds(120))).contains(NOON);
    assertThat(BEHIND.filesPending(NOON.plusSeconds(120))).contains(3L);

    assertThat(BEHIND.lag(NOON.plusSeconds(121))).isEmpty();
    assertThat(BEHIND.behindSince(NOON.plusSeconds(121))).isEmpty();
    assertThat(BEHIND.filesPending(NOON.plusSeconds(121))).isEmpty();
  }

  @Test
  void lagIsZeroWhenCaughtUpAndNeverNegative() {
    TableState caughtUp = state(Health.OK, new Lag.CaughtUp());

    assertThat(caughtUp.lag(NOON)).contains(Duration.ZERO);
    assertThat(caughtUp.behindSince(NOON)).isEmpty();
    assertThat(BEHIND.lag(NOON.minusSeconds(5))).contains(Duration.ZERO);
    assertThat(state(Health.UNKNOWN, new Lag.Unknown("?")).lag(NOON)).isEmpty();
  }

  @Test
  void theVerdictIsUnknownOnceTheStatusIsStale() {
    assertThat(BEHIND.health(NOON.plusSeconds(60))).isEqualTo(Health.BEHIND);
    assertThat(BEHIND.reason(NOON.plusSeconds(60))).isEqualTo("because");

    assertThat(BEHIND.health(NOON.plusSeconds(61))).isEqualTo(Health.UNKNOWN);
    assertThat(BEHIND.reason(NOON.plusSeconds(61)))
        .isEqualTo("no fresh status since 2026-01-01T12:01:00Z");
    assertThat(state(Health.UNKNOWN, new Lag.Unknown("?")).reason(NOON.plusSeconds(61)))
        .isEqualTo("because");
  }

  @Test
  void agesAreNeverNegative() {
    assertThat(BEHIND.lastSuccess()).contains(NOON.minusSeconds(30));
    assertThat(BEHIND.lastSuccessAge(NOON)).contains(Duration.ofSeconds(30));
    assertThat(BEHIND.lastSuccessAge(NOON.minusSeconds(40))).contains(Duration.ZERO);
    assertThat(BEHIND.sourceIdle(NOON)).contains(Duration.ofSeconds(10));
    assertThat(BEHIND.sourceIdle(NOON.minusSeconds(40))).contains(Duration.ZERO);
  }

  /** A table whose checkpoint's snapshot, 7, holds 6 files by the controller. */
  private static TableState counted(OptionalLong read, CheckpointFacts remembered) {
    Checkpoint checkpoint = new Checkpoint.SnapshotId(7);
    Observation seen = Observation.none()
        .withCheckpoint(new Answer.Observed<>(checkpoint, Optional.empty()), NOON)
        .withFilesAtCheckpoint(
            new Answer.Observed<>(new SnapshotFiles(7, 6), Optional.empty()), NOON);
    SourceView view = SourceViews.at(
        new Position.Gap(SourceViews.waiting(3, NOON)), read, Optional.empty(), NOON);
    seen = seen.withSource(seen.source().with(checkpoint, SourceViews.answer(view), NOON));
    History history = History.none()
        .withReached(new History.Reached(
            checkpoint,
            NOON,
            Optional.of(6L),
            Optional.empty(),
            Optional.empty(),
            Optional.of(remembered)));
    return new TableState(SETTINGS, seen, history, Assessment.none());
  }

  @Test
  void anExpiredCheckpointsFilesAreComparedWithWhatIsRememberedOfIt() {
    CheckpointFacts four = SourceViews.facts(7, NOON);
    assertThat(counted(OptionalLong.of(6), four).catalogFilesMismatch(NOON)).contains(0L);
    assertThat(counted(OptionalLong.empty(), four).catalogFilesMismatch(NOON)).contains(2L);
    assertThat(counted(OptionalLong.empty(), SourceViews.facts(5, NOON)).catalogFilesMismatch(NOON))
        .as("an earlier checkpoint's")
        .isEmpty();
    CheckpointFacts other = new CheckpointFacts(7, new UUID(9, 9), 3, NOON, OptionalLong.of(4));
    assertThat(counted(OptionalLong.empty(), other).catalogFilesMismatch(NOON))
        .as("another table's")
        .isEmpty();
    CheckpointFacts uncounted =
        new CheckpointFacts(7, SourceViews.TABLE, 3, NOON, OptionalLong.empty());
    assertThat(counted(OptionalLong.empty(), uncounted).catalogFilesMismatch(NOON))
        .isEmpty();
  }

  @Test
  void theLagByCountsEndsWithItsOwnReadings() {
    Assessment usual = BEHIND.assessment();
    TableState both = new TableState(
        SETTINGS,
        BEHIND.observation(),
        BEHIND.history(),
        new Assessment(
            usual.health(),
            usual.reason(),
            usual.lag(),
            LagSource.CATALOG,
            usual.filesPending(),
            usual.sourceChangedAt(),
            usual.statusUntil(),
            usual.lagUntil(),
            Optional.of(new Assessment.Observed(
                new Lag.Behind(NOON.plusSeconds(5)), LagSource.OBSERVED, NOON.plusSeconds(30))),
            Optional.empty(),
            Optional.empty()));
    assertThat(both.observedLag(NOON.plusSeconds(30))).contains(Duration.ofSeconds(25));
    assertThat(both.observedBehindSince(NOON.plusSeconds(30))).contains(NOON.plusSeconds(5));
    assertThat(both.observedLag(NOON.plusSeconds(31))).isEmpty();
    assertThat(both.lag(NOON.plusSeconds(31))).isPresent();
    assertThat(BEHIND.observedLag(NOON)).as("without a catalog").isEmpty();
  }

  @Test
  void whatRestsOnAStaleReadingIsNotShown() {
    assertThat(BEHIND.run(NOON.plusSeconds(300))).contains(WatcherRun.idle());
    assertThat(BEHIND.sourceIdle(NOON.plusSeconds(300))).isPresent();

    assertThat(BEHIND.run(NOON.plusSeconds(301))).isEmpty();
    assertThat(BEHIND.sourceIdle(NOON.plusSeconds(301))).isEmpty();
  }
}
