package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountChange;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimestampLagTest {
  private final Story story = new Story();

  private static Checkpoint time(long seconds) {
    return new Checkpoint.Timestamp(noonPlus(seconds));
  }

  @Test
  void aChangeAfterAPollAfterTheCheckpointIsWaiting() {
    story.at(0).checkpoint(time(-30)).files(10).at(60).files(12).at(120).files(13);

    Assessment now = story.assess();
    assertThat(now.lag()).isEqualTo(new Lag.Behind(noonPlus(60)));
    assertThat(now.lagSource()).isEqualTo(LagSource.TIMESTAMP);
    assertThat(now.filesPending()).isEmpty();
    assertThat(now.lagUntil()).isEqualTo(noonPlus(300));
  }

  @Test
  void aQuietSourceIsPolledAgainOnceSoThatTheNextRiseIsCertain() {
    story
        .at(0)
        .checkpoint(time(30))
        .files(10)
        .at(39)
        .files(10)
        .at(40)
        .files(10)
        .at(90)
        .files(11);

    assertThat(story.history.counts())
        .contains(new CountChange(noonPlus(40), 10), new CountChange(noonPlus(90), 11));
    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(90)));
  }

  @Test
  void aChangeAroundTheCheckpointCannotBeTold() {
    story.at(0).files(10).at(60).files(12).checkpoint(time(30));

    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown(
            "the checkpoint is a time, and counts do not tell whether the source has changed"
                + " since"));
  }

  @Test
  void aSuccessThatBeganAfterTheNewestCountIsCaughtUp() {
    story.at(0).files(10).at(60).files(12).at(90).files(12);
    story.at(100).completed(70, 95, "x").checkpoint(time(50));

    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
    assertThat(story.assess().filesPending()).contains(0L);
    assertThat(story.assess().reason())
        .isEqualTo("caught up: no change of the source since the last success began 30s ago");
  }

  @Test
  void aSuccessThatBeganTooSoonAfterItIsNotEnough() {
    story.at(0).files(10).at(60).files(12).at(100).completed(69, 95, "x").checkpoint(time(50));

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void theStartOfASuccessIsTakenByTheDaemonsClock() {
    story.skew(Duration.ofSeconds(30)).at(0).files(10).at(60).files(12);
    story.at(100).completed(99, 110, "x").checkpoint(time(50));
    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);

    story.at(150).completed(100, 140, "x");
    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void aSuccessInTheFutureIsAClocksMistake() {
    story.at(0).files(10).at(60).completed(61, 70, "x").checkpoint(time(50));

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
    story.at(61).checkpoint(time(50));
    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void aFailureDoesNotCatchUp() {
    story.at(0).files(10).at(100).failed(70, 95, "boom").checkpoint(time(50));

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void aChangeAfterASuccessBeganIsWaiting() {
    story.at(0).files(10).at(100).completed(70, 95, "x").checkpoint(time(50)).files(10);
    story.at(160).files(11);

    assertThat(story.assess().lag()).isEqualTo(new Lag.Behind(noonPlus(160)));
  }

  @Test
  void aChangeBeforeASuccessBeganIsNotWaitingThoughTheCheckpointIsOld() {
    story.at(0).checkpoint(time(-30)).files(10).at(60).files(12);
    assertThat(story.assess().lag()).isInstanceOf(Lag.Behind.class);

    story.at(100).completed(65, 95, "x");
    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
    story.at(200).completed(120, 190, "x");
    assertThat(story.assess().lag()).isEqualTo(new Lag.CaughtUp());
  }

  @Test
  void aFallIsNoNewData() {
    story.at(0).checkpoint(time(-30)).files(10).at(60).files(4);

    assertThat(story.assess().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void aCheckpointInTheFutureNamesTheClocks() {
    story.at(0).checkpoint(time(200)).files(10).at(60).files(12);

    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown(
            "the checkpoint lies 2m20s in the future: the source's clock and the daemon's"
                + " disagree"));
  }

  @Test
  void aQuietSourceDoesNotFillTheLog() {
    story.at(0).files(9).at(5).files(10);
    for (int i = 1; i < 20; i++) {
      story.at(100L * i).checkpoint(time(100L * i - 50)).files(10);
    }

    assertThat(story.history.counts())
        .containsExactly(
            new CountChange(noonPlus(0), 9),
            new CountChange(noonPlus(5), 10),
            new CountChange(noonPlus(1_900), 10));
  }
}
