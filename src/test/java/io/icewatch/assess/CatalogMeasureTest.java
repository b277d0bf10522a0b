package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static io.icewatch.model.SourceViews.bounded;
import static io.icewatch.model.SourceViews.facts;
import static io.icewatch.model.SourceViews.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Assessment;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Counted;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogMeasureTest {
  private static final TableSettings SOURCED = new TableSettings(
      Story.SETTINGS.id(),
      Story.SETTINGS.poll(),
      Story.SETTINGS.lag(),
      Story.SETTINGS.runs(),
      Optional.of(new SourceTable("lake", "sales.orders", "main")));

  private final Story story = new Story();

  /** The checkpoint's snapshot and the source hold 4 files: caught up, as far as counts tell. */
  private Story counted() {
    return story.at(0).status(WatcherRun.idle()).checkpoint(7).held(7, 4).files(4);
  }

  /** Counts tell of 2 files, waiting since noon + 20 s. */
  private Story countedBehind() {
    return counted().at(20).files(6);
  }

  private Assessment says(Health health, Lag lag, LagSource source, String reason) {
    Assessment now = story.assess(SOURCED);
    assertThat(now.reason()).isEqualTo(reason);
    assertThat(now.health()).isEqualTo(health);
    assertThat(now.lag()).isEqualTo(lag);
    assertThat(now.lagSource()).isEqualTo(source);
    return now;
  }

  @Test
  void theHeadOfTheLineIsCaughtUpWhateverTheCountsSay() {
    countedBehind().catalog(new Position.Current());
    Assessment now =
        says(Health.OK, new Lag.CaughtUp(), LagSource.CATALOG, "caught up by the catalog");
    assertThat(now.filesPending()).contains(0L);
    assertThat(now.sourceChangedAt()).contains(noonPlus(20 - 90));
  }

  @Test
  void anEmptyBranchIsCaughtUp() {
    counted().catalog(new Position.Empty());
    says(Health.OK, new Lag.CaughtUp(), LagSource.CATALOG, "caught up by the catalog");
  }

  @Test
  void lagIsTheTimeSinceTheFirstWaitingCommit() {
    counted().at(30).catalog(new Position.Behind(waiting(3, noonPlus(5))));
    Assessment now = says(
        Health.OK,
        new Lag.Behind(noonPlus(5)),
        LagSource.CATALOG,
        "behind for 25s by the catalog: 3 files in 1 commit pending (warning from 15m)");
    assertThat(now.filesPending()).contains(3L);
  }

  @Test
  void aLongWaitIsBehind() {
    story.at(0).completed(-60, -30, "7").checkpoint(7).held(7, 4).files(4);
    story.catalog(new Position.Behind(waiting(1, noonPlus(-900))));
    says(
        Health.BEHIND,
        new Lag.Behind(noonPlus(-900)),
        LagSource.CATALOG,
        "behind for 15m by the catalog: 1 file in 1 commit pending (warning from 15m)");
  }

  @Test
  void compactionsAfterTheCheckpointAreNoLag() {
    Counted zero = Counted.exactly(0);
    Pending compacted = new Pending(Counted.exactly(2), zero, zero, zero, zero, Optional.empty());
    story.at(0).status(WatcherRun.idle()).checkpoint(7).held(7, 4).files(1);
    story.catalog(new Position.Behind(compacted));
    says(
        Health.OK,
        new Lag.CaughtUp(),
        LagSource.CATALOG,
        "caught up by the catalog: no data changed in 2 snapshots since the checkpoint");
  }

  @Test
  void filesThatAreNotExactAreNotShown() {
    Pending some = new Pending(
        Counted.exactly(1),
        Counted.exactly(1),
        Counted.atLeast(2),
        Counted.atLeast(2),
        Counted.atLeast(2),
        Optional.of(Pending.Since.exactly(noonPlus(5))));
    counted().at(30).catalog(new Position.Behind(some));
    assertThat(story.assess(SOURCED).filesPending()).isEmpty();
  }

  @Test
  void anExpiredCheckpointWhoseChildIsAliveIsOnlyBehind() {
    counted().at(30).catalog(new Position.BehindCheckpointExpired(waiting(3, noonPlus(5))));
    says(
        Health.OK,
        new Lag.Behind(noonPlus(5)),
        LagSource.CATALOG,
        "behind for 25s by the catalog: 3 files in 1 commit pending; the checkpoint's snapshot was"
            + " expired, but nothing is missed: its child is still there (warning from 15m)");
  }

  @Test
  void aGapIsACheckpointLostAndCountsWithinItsBoundsTellTheLag() {
    countedBehind();
    story
        .at(30)
        .catalog(
            new Position.Gap(bounded(1, Optional.of(noonPlus(-5)), Optional.of(noonPlus(10)))));
    Assessment now = says(
        Health.CHECKPOINT_LOST,
        new Lag.Behind(noonPlus(20)),
        LagSource.OBSERVED,
        "gap: the checkpoint's snapshot and commits after it were expired, so what they changed may"
            + " be missed; 1.. snapshots since the checkpoint; behind for 10s: 2 files pending; not"
            + " by the catalog: by the catalog data has been waiting for at least 20s, for at most"
            + " 35s");
    assertThat(now.filesPending()).contains(2L);
  }

  @Test
  void countsThatContradictTheBoundsAreNoLag() {
    counted().at(30);
    story.catalog(
        new Position.Behind(bounded(1, Optional.of(noonPlus(-5)), Optional.of(noonPlus(10)))));
    String words = "by the catalog data has been waiting for at least 20s, for at most 35s, which"
        + " the controller's counts contradict";
    says(Health.UNKNOWN, new Lag.Unknown(words), LagSource.CATALOG, words);
  }

  @Test
  void aWaitThatBeganBeforeAnyThatCanBeIsNoLag() {
    countedBehind().at(200);
    story.catalog(
        new Position.Behind(bounded(1, Optional.of(noonPlus(100)), Optional.of(noonPlus(120)))));
    assertThat(story.assess(SOURCED).lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void whereNothingMayWaitCountsMaySayCaughtUp() {
    counted().at(30);
    story.catalog(new Position.Behind(bounded(0, Optional.of(noonPlus(-5)), Optional.empty())));
    says(
        Health.OK,
        new Lag.CaughtUp(),
        LagSource.OBSERVED,
        "caught up: the source and the checkpoint hold 4 files; not by the catalog: by the catalog"
            + " data may be waiting, for at most 35s");
  }

  @Test
  void aDivergedCheckpointIsLostAndWhatTheLineHoldsSinceIsTheLag() {
    counted()
        .at(30)
        .catalog(
            new Position.Diverged(OptionalLong.of(3), Counted.exactly(1), waiting(3, noonPlus(5))));
    says(
        Health.CHECKPOINT_LOST,
        new Lag.Behind(noonPlus(5)),
        LagSource.CATALOG,
        "diverged: the checkpoint's snapshot is off the branch, which was rolled back or replaced; 1"
            + " ingested commit no longer on it; behind for 25s by the catalog: 3 files in 1 commit"
            + " pending");
  }

  @Test
  void countsSayNothingOfADivergedCheckpoint() {
    countedBehind();
    story
        .at(30)
        .catalog(new Position.Diverged(
            OptionalLong.empty(),
            Counted.atLeast(1),
            bounded(0, Optional.empty(), Optional.of(noonPlus(10)))));
    Assessment now = story.assess(SOURCED);
    assertThat(now.health()).isEqualTo(Health.CHECKPOINT_LOST);
    assertThat(now.lag()).isInstanceOf(Lag.Unknown.class);
    assertThat(now.lagSource()).isEqualTo(LagSource.CATALOG);
    assertThat(now.filesPending()).isEmpty();
  }

  @Test
  void aReplacedTableIsACheckpointLostOfUnknownLag() {
    countedBehind().catalog(new Position.TableReplaced(SourceViews.TABLE, new UUID(4, 3)));
    String words = "table replaced: the source was dropped and created again since the checkpoint"
        + " was reached (table 00000000-0000-0004-0000-000000000002, now"
        + " 00000000-0000-0004-0000-000000000003)";
    says(Health.CHECKPOINT_LOST, new Lag.Unknown(words), LagSource.CATALOG, words);
  }

  @Test
  void aLostCheckpointIsSaidBeforeTheFailuresItCauses() {
    story.at(0).failed(-100, -50, "boom").checkpoint(7);
    story.catalog(new Position.TableReplaced(SourceViews.TABLE, new UUID(4, 3)));
    Assessment now = story.assess(SOURCED);
    assertThat(now.health()).isEqualTo(Health.CHECKPOINT_LOST);
    assertThat(now.reason())
        .startsWith("table replaced: ")
        .contains("; the last run failed")
        .endsWith("boom");
  }

  @Test
  void anUnknownPositionFallsBackToCountsAndSaysWhy() {
    countedBehind().catalog(new Position.Unknown("branch 'x' (expected: one of [main])"));
    says(
        Health.OK,
        new Lag.Behind(noonPlus(20)),
        LagSource.OBSERVED,
        "behind for 0s: 2 files pending; not by the catalog: branch 'x' (expected: one of [main])"
            + " (warning from 15m)");
  }

  @Test
  void withoutAnAnswerCountsTellAndTheReasonSaysSo() {
    countedBehind();
    String counts = "behind for 0s: 2 files pending; not by the catalog: catalog: ";
    assertThat(story.assess(SOURCED).reason()).startsWith(counts + "not asked yet");
    story.catalog(new CatalogAnswer.Denied("HTTP 403 for reader"));
    assertThat(story.assess(SOURCED).reason())
        .startsWith(counts + "never answered: HTTP 403 for reader");
    assertThat(story.assess().reason()).doesNotContain("catalog");
  }

  @Test
  void aStaleAnswerFallsBackToCountsAndSaysSince() {
    countedBehind().catalog(new Position.Behind(waiting(3, noonPlus(5))));
    story.at(310).status(WatcherRun.idle()).checkpoint(7).files(6);
    story.at(320).catalog(new CatalogAnswer.Unreachable("connection refused"));
    Assessment now = story.at(321).assess(SOURCED);
    assertThat(now.lagSource()).isEqualTo(LagSource.OBSERVED);
    assertThat(now.reason())
        .contains("not by the catalog: catalog: no answer for 5m1s: connection refused");
  }

  @Test
  void anAnswerAboutAnotherCheckpointIsNotUsed() {
    counted().catalog(new Position.Behind(waiting(3, noonPlus(-5))));
    story.at(10).checkpoint(9).held(9, 7).files(7);
    says(
        Health.OK,
        new Lag.CaughtUp(),
        LagSource.OBSERVED,
        "caught up: the source and the checkpoint hold 7 files; not by the catalog: catalog: not"
            + " asked about this checkpoint yet");
  }

  @Test
  void theLagEndsWithTheOlderOfCheckpointAndCatalog() {
    counted().at(30).catalog(new Position.Current());
    assertThat(story.assess(SOURCED).lagUntil()).isEqualTo(noonPlus(300));
    story.at(40).checkpoint(7);
    assertThat(story.assess(SOURCED).lagUntil()).isEqualTo(noonPlus(330));
  }

  @Test
  void aCommitOfTheFutureNamesTheClocks() {
    counted().catalog(new Position.Behind(waiting(1, noonPlus(60))));
    assertThat(story.assess(SOURCED).reason())
        .contains("the oldest was committed 1m in the future: the source's clock and the daemon's");
    assertThat(story.assess(SOURCED).lag().at(story.now()).orElseThrow()).isZero();
  }

  @Test
  void aTableThatWasNeverIngestedSaysNothingOfTheCatalog() {
    story.at(0).status(WatcherRun.idle()).checkpoint(new Checkpoint.None()).files(3);
    story.catalog(new Position.Unknown("nothing has been ingested yet"));
    Assessment now = story.assess(SOURCED);
    assertThat(now.health()).isEqualTo(Health.NEVER_INGESTED);
    assertThat(now.reason()).isEqualTo("no ingestion has completed yet");
    assertThat(now.filesPending()).contains(3L);
  }

  @Test
  void whatTheCatalogSaidOfTheCheckpointIsRememberedAndOutlivesTheNextOne() {
    counted().catalog(new Position.Current());
    assertThat(story.history.reached().orElseThrow().facts()).contains(facts(7, noonPlus(0)));
    story.at(10).checkpoint(9);
    assertThat(story.history.reached().orElseThrow().facts()).contains(facts(7, noonPlus(0)));
    story.restart().at(20).checkpoint(9);
    assertThat(story.history.reached().orElseThrow().facts()).contains(facts(7, noonPlus(0)));
  }

  @Test
  void anAnswerThatNoLongerFindsTheCheckpointForgetsNothing() {
    counted().catalog(new Position.Current()).at(10);
    story.catalog(SourceViews.answer(SourceViews.at(
        new Position.TableReplaced(SourceViews.TABLE, new UUID(4, 3)),
        OptionalLong.empty(),
        Optional.empty(),
        noonPlus(10))));
    assertThat(story.history.reached().orElseThrow().facts()).contains(facts(7, noonPlus(0)));
  }

  @Test
  void aTimeThatMovesOnAfterTheTableWasReplacedWasReachedInTheNewOne() {
    story.at(0).checkpoint(new Checkpoint.Timestamp(noonPlus(-60)));
    story.catalog(new Position.Current());
    assertThat(story.history.reached().orElseThrow().facts()).isPresent();
    story.catalog(SourceViews.answer(SourceViews.at(
        new Position.TableReplaced(SourceViews.TABLE, new UUID(4, 3)),
        OptionalLong.empty(),
        Optional.empty(),
        noonPlus(10))));
    story.at(20).checkpoint(new Checkpoint.Timestamp(noonPlus(15)));
    assertThat(story.history.reached().orElseThrow().facts()).isEmpty();
  }

  @Test
  void aCountOnceReadOutlivesAnAnswerThatCouldNotReadIt() {
    counted().catalog(new Position.Current()).at(10);
    CheckpointFacts uncounted =
        new CheckpointFacts(7, SourceViews.TABLE, 3, noonPlus(0), OptionalLong.empty());
    story.catalog(SourceViews.answer(SourceViews.at(
        new Position.Current(), OptionalLong.empty(), Optional.of(uncounted), noonPlus(10))));
    assertThat(story.history.reached().orElseThrow().facts()).contains(facts(7, noonPlus(0)));
  }

  @Test
  void theLagByCountsIsKeptNextToTheCatalogs() {
    countedBehind().at(30).catalog(new Position.Behind(waiting(3, noonPlus(5))));
    Assessment now = story.assess(SOURCED);
    assertThat(now.lag()).isEqualTo(new Lag.Behind(noonPlus(5)));
    assertThat(now.observed())
        .contains(new Assessment.Observed(
            new Lag.Behind(noonPlus(20)), LagSource.OBSERVED, noonPlus(300)));
    assertThat(now.catalogUnused()).isEmpty();
    assertThat(story.assess().observed()).as("a table without a catalog").isEmpty();
  }

  @Test
  void whyTheCatalogIsNotUsedIsKept() {
    counted().at(20).failed(-100, -50, "boom");
    story.catalog(new CatalogAnswer.Denied("HTTP 403 for reader"));
    Assessment now = story.assess(SOURCED);
    assertThat(now.reason()).as("the failure comes first").doesNotContain("catalog");
    assertThat(now.catalogUnused()).contains("catalog: never answered: HTTP 403 for reader");
  }

  @Test
  void oneLookClaimsNoWaitByCountsNextToTheCatalogs() {
    countedBehind().at(30).catalog(new Position.Behind(waiting(3, noonPlus(5))));
    TableState seen = new TableState(SOURCED, story.seen, story.history, story.assess(SOURCED));
    TableState judged = OneLook.judged(seen, story.now());
    assertThat(judged.lag(story.now())).isEqualTo(seen.lag(story.now()));
    assertThat(seen.observedLag(story.now())).isPresent();
    assertThat(judged.observedLag(story.now())).isEmpty();
  }

  @Test
  void oneLookIsEnoughForACatalog() {
    counted().at(30).catalog(new Position.Behind(waiting(3, noonPlus(5))));
    TableState seen = new TableState(SOURCED, story.seen, story.history, story.assess(SOURCED));
    assertThat(OneLook.judged(seen, story.now())).isEqualTo(seen);
  }
}
