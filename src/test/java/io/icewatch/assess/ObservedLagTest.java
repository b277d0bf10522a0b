package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountChange;
import io.icewatch.model.Failure;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedLagTest {
  private final Story story = new Story();

  @Test
  void asManyFilesAsTheCheckpointIsCaughtUp() {
    Assessment now = story.at(0).checkpoint(7).held(7, 42).files(42).assess();

    assertThat(now.lag()).isEqualTo(new Lag.CaughtUp());
    assertThat(now.filesPending()).contains(0L);
    assertThat(now.lagSource()).isEqualTo(LagSource.OBSERVED);
    assertThat(now.lagUntil()).isEqualTo(noonPlus(300));
  }

  @Test
  void theWaitBeginsAtTheFirstPollThatSawMore() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(12).at(120).files(15);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(60)));
    assertThat(story.assess().filesPending()).contains(5L);
    assertThat(story.assess().sourceChangedAt()).contains(noonPlus(120));
  }

  @Test
  void aMovedCheckpointMovesTheWaitToTheFirstPollAboveIt() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(12).at(120).files(15);
    story.at(180).checkpoint(8).held(8, 12).files(15);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(120)));
    assertThat(story.assess().filesPending()).contains(3L);
  }

  @Test
  void aCountOlderThanTheCheckpointIsNotComparedWithIt() {
    story.at(0).files(10).at(30).checkpoint(8).held(8, 10);
    assertThat(story.assess().lag())
        .isEqualTo(
            new Lag.Unknown("the file count is older than the checkpoint: not compared yet"));

    story.at(31).files(10);
    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void whatWasThereFromTheBeginningHasWaitedForAtLeastThatLong() {
    story.at(0).checkpoint(7).held(7, 10).files(15).at(60).files(16);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(0)));
    story.status(Story.run(WatcherStatus.COMPLETED, -100, -50, "7"));
    assertThat(story.assess().reason())
        .isEqualTo("behind for at least 1m: 6 files pending (warning from 15m)");
  }

  @Test
  void aRestartForgetsNothing() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(12);
    story.restart().at(600).checkpoint(7).files(12);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(60)));
    assertThat(story.assess().filesPending()).contains(2L);
  }

  @Test
  void aCountBelowTheCheckpointIsUnknownAndSoIsItsReturn() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown(
            "the source holds 4 files and the checkpoint's snapshot 10: a compaction, a delete"
                + " or a rollback, which counts cannot tell apart"));
    assertThat(story.assess().filesPending()).isEmpty();

    story.at(120).files(10);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown(
            "the source holds as many files as the checkpoint's snapshot, 10, perhaps by"
                + " coincidence; the source's file count fell 1m ago (a compaction, a delete or"
                + " a rollback), so how many are pending is unknown"));
  }

  @Test
  void aFirstCountBelowTheCheckpointIsAFallToo() {
    story.at(0).checkpoint(7).held(7, 10).files(4).at(60).files(10);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
    assertThat(story.history.reached().flatMap(Reached::countsFellAt)).contains(noonPlus(0));
  }

  @Test
  void moreThanTheCheckpointAfterAFallIsBehindByAnUnknownNumber() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4).at(120).files(13);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(120)));
    assertThat(story.assess().filesPending()).isEmpty();
    story.at(130).completed(-100, -50, "7");
    assertThat(story.assess().reason())
        .isEqualTo(
            "behind for at least 10s; the source's file count fell 1m10s ago (a compaction, a delete"
                + " or a rollback), so how many are pending is unknown (warning from 15m)");
  }

  @Test
  void theWaitOutlivesAFallWhileTheCheckpointStands() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(20).at(120).files(3);
    story.at(180).files(12);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(60)));
  }

  @Test
  void aRunThatBeganAfterTheFallClearsTheDoubt() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4);
    story.at(300).completed(70, 290, "8").checkpoint(8).held(8, 4).files(4);

    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void aRunThatBeganBeforeTheFallDoesNot() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4);
    story.at(300).completed(69, 290, "8").checkpoint(8).held(8, 4).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
    assertThat(story.history.reached().flatMap(Reached::countsFellAt)).contains(noonPlus(60));
  }

  @Test
  void aRunIsComparedWithTheFallByTheDaemonsClock() {
    story
        .skew(Duration.ofSeconds(60))
        .at(0)
        .checkpoint(7)
        .held(7, 10)
        .files(10)
        .at(60)
        .files(4);
    story.at(300).completed(129, 290, "8").checkpoint(8).held(8, 4).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void aFallBeforeTheFirstCheckpointIsRememberedForIt() {
    story.at(0).files(10).at(60).files(4).at(120).checkpoint(7).held(7, 4).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void aFallThatRecoversBetweenTwoPollsCannotBeSeen() {
    story.at(0).checkpoint(7).held(7, 10).files(10);
    // A compaction to 4 files and six new files: 10 again, and no poll saw the 4.
    story.at(60).files(10);

    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void whatHasNoFreshAnswerIsNamedWithItsFailure() {
    assertThat(story.assess().lag()).isEqualTo(new Lag.Unknown("checkpoint: not asked yet"));
    Failure down = new Failure.Unreachable("connection refused");
    story.at(0).checkpointFails(down);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("checkpoint: never answered: connection refused"));
    assertThat(story.assess().lagSource()).isEqualTo(LagSource.NONE);
    assertThat(story.assess().lagUntil()).isEqualTo(Instant.MIN);
    story.checkpoint(7).filesFail(down);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("files: never answered: connection refused"));
    story.files(4);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("files at checkpoint: not asked yet"));
    story.held(7, 4).at(301).checkpoint(7).filesFail(down);
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("files: no answer for 5m1s: connection refused"));
  }

  @Test
  void readingsHoldUntilTheyAreStale() {
    story.at(0).checkpoint(7).held(7, 4).at(60).files(4).at(300);

    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
    assertThat(story.assess().lagUntil()).isEqualTo(noonPlus(300));
    assertThat(story.at(301).assess().lag())
        .isEqualTo(new Lag.Unknown("checkpoint: no answer for 5m1s"));
  }

  @Test
  void theFilesOfAnotherSnapshotAreNotTheCheckpoints() {
    story.at(0).checkpoint(7).held(6, 4).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
    assertThat(story.history.reached().flatMap(Reached::files)).isEmpty();
  }

  @Test
  void aHistoryThatDoesNotKnowTheCheckpointYetComparesNothing() {
    story.at(0).checkpoint(7).held(7, 4).files(4);
    story.seen = story.seen.withCheckpoint(
        new Answer.Observed<>(new Checkpoint.SnapshotId(8), Optional.empty()), noonPlus(0));

    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("the checkpoint is new: not compared yet"));
  }

  @Test
  void aClockSetBackLeavesTheWaitShorterAndNeverNegative() {
    story.at(3_600).checkpoint(7).held(7, 4).files(4).at(3_660).files(9);
    story.at(100).checkpoint(7).files(9);
    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(100)));
    assertThat(story.history.counts())
        .containsExactly(new CountChange(noonPlus(100), 4), new CountChange(noonPlus(100), 9));

    story.at(160).files(9);
    assertThat(story.assess().lag().at(noonPlus(160))).contains(Duration.ofSeconds(60));
  }

  @Test
  void aReadingFromTheFutureIsNotCompared() {
    story.at(100).checkpoint(7).held(7, 4).files(9);
    story.at(40);

    assertThat(story.assess().lag())
        .isEqualTo(
            new Lag.Unknown("the file count is older than the checkpoint: not compared yet"));
  }

  @Test
  void theFirstCountIsNoChange() {
    assertThat(story.at(0).files(4).assess().sourceChangedAt()).isEmpty();
    assertThat(story.at(60).files(3).assess().sourceChangedAt()).contains(noonPlus(60));
  }

  @Test
  void theChangeStaysKnownWhenOlderCountsAreDropped() {
    story.at(0).files(1).at(60).files(2).at(120).files(3);
    story.at(180).checkpoint(7).held(7, 3).files(3);

    assertThat(story.history.counts())
        .containsExactly(new CountChange(noonPlus(60), 2), new CountChange(noonPlus(120), 3));
    assertThat(story.assess().sourceChangedAt()).contains(noonPlus(120));
  }

  @Test
  void aCountBelowANewerCheckpointIsALaterFallThanTheOneCarriedOver() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4);
    story.at(120).checkpoint(8).held(8, 6).files(4);
    assertThat(story.history.reached().flatMap(Reached::countsFellAt)).contains(noonPlus(120));

    story.at(180).files(4);
    assertThat(story.history.reached().flatMap(Reached::countsFellAt)).contains(noonPlus(120));
  }

  @Test
  void aRunThatReachedAnotherCheckpointClearsNoDoubt() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(4);
    story.at(300).completed(100, 290, "9").checkpoint(8).held(8, 4).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void anUnknownLagKeepsItsSource() {
    assertThat(story.at(0).checkpoint(7).assess().lagSource()).isEqualTo(LagSource.OBSERVED);
    story.checkpoint(new Checkpoint.Timestamp(noonPlus(0)));
    assertThat(story.assess().lagSource()).isEqualTo(LagSource.TIMESTAMP);
  }
}
