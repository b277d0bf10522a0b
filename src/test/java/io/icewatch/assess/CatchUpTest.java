package io.icewatch.assess;

import static io.icewatch.assess.Rounds.moment;
import static io.icewatch.assess.Rounds.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Counted;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.Pending;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs of one file a second every 10 min; 3 files come a minute. At 2,700 s 15 of them wait. */
class CatchUpTest {
  private static final int NOW = 2_700;

  @Test
  void betweenRunsItIsTheWaitForTheNextAndWhatItTakesToTakeInWhatWaits() {
    // 300 s until 3,000 s; then 15 + 300 * 0.05 files at 1 - 0.05 files a second.
    assertThat(steady().catchUp(NOW)).contains(Duration.ofMillis(331_579));
  }

  @Test
  void itCountsDownAndIsNoLongerShownOnceItWasWrong() {
    TableState state = steady().state(NOW);
    assertThat(state.catchUp(moment(NOW + 100))).contains(Duration.ofMillis(231_579));
    assertThat(state.catchUp(moment(NOW + 299))).contains(Duration.ofMillis(32_579));
    assertThat(state.catchUp(moment(NOW + 301))).as("stale").isEmpty();
    Rounds running = steady().running(2_650, 15, 5);
    assertThat(running.state(NOW).catchUp(moment(NOW + 11))).as("passed").isEmpty();
  }

  @Test
  void whatTheRunInFlightHasBuiltIsNotLeft() {
    assertThat(steady().running(2_650, 15, 5).catchUp(NOW)).contains(Duration.ofMillis(10_526));
  }

  @Test
  void aRunInFlightThatBuiltMoreThanTheOthersTellsItsOwnSpeed() {
    Rounds rounds = steady();
    rounds.commit(2_699, 3_000);
    rounds.running(2_500, 2_900, 1_000);
    // 5 files a second, 2,015 left; the burst of 3,000 counts as growth of the last 20 commits.
    double growth = (18 * 3 + 3_000) / 1_080.0;
    assertThat(rounds.catchUp(NOW))
        .contains(Duration.ofMillis(Math.round(2_015_000 / (5 - growth))));
  }

  @Test
  void itIsZeroWhenTheCatalogSaysThatNothingWaits() {
    Rounds rounds = steady();
    rounds.ingestedUpTo = NOW;
    assertThat(rounds.catchUp(NOW)).contains(Duration.ZERO);
    assertThat(rounds.state(NOW).catchUp(moment(NOW + 301))).as("stale").isEmpty();
  }

  @Test
  void aRunThatShowsNoSegmentYetTellsNothing() {
    assertThat(steady().running(2_690, 15, 0).catchUp(NOW)).isEmpty();
  }

  @Test
  void aRunThatBuiltMoreThanItFoundTellsNothing() {
    assertThat(steady().running(2_690, 4, 5).catchUp(NOW)).isEmpty();
  }

  @Test
  void twoRunsAreTooFew() {
    Rounds rounds = steady();
    rounds.runs.subList(0, 3).clear();
    assertThat(rounds.running(2_650, 15, 5).catchUp(NOW)).isEmpty();
  }

  @Test
  void threeRunsForetellNoStart() {
    Rounds rounds = steady();
    rounds.runs.subList(0, 2).clear();
    assertThat(rounds.catchUp(NOW)).isEmpty();
    assertThat(rounds.running(2_650, 15, 5).catchUp(NOW)).isPresent();
  }

  @Test
  void twoCommitsAreTooFew() {
    Rounds rounds = steady();
    rounds.commits.subList(0, rounds.commits.size() - 2).clear();
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void aSourceThatGrowsAsFastAsRunsTakeInIsNeverCaughtUp() {
    Rounds rounds = steady();
    rounds.commits.clear();
    for (int at = 60; at <= NOW; at += 60) {
      rounds.commit(at, 50); // 0.83 files a second.
    }
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void aLongBacklogTellsTheGrowthOfItsWholeTime() {
    Rounds rounds = steady();
    rounds.commits.clear();
    for (int at = 2_401; at <= NOW; at += 3) {
      rounds.commit(at, 1);
    }
    // 100 files since 2,401 s; the first of them only begins the time.
    double growth = 99.0 / 299;
    assertThat(rounds.catchUp(NOW))
        .contains(
            Duration.ofMillis(Math.round(1000 * (300 + (100 + 300 * growth) / (1 - growth)))));
  }

  @Test
  void aRunThatFailedForetellsNothing() {
    Rounds rounds = steady();
    FinishedRun last = rounds.runs.remove(4);
    rounds.run(2_400, 2_460, last.filesDiscovered().orElseThrow(), RunResult.FAILED);
    assertThat(rounds.state(NOW).health(moment(NOW))).isEqualTo(Health.FAILED);
    assertThat(rounds.catchUp(NOW)).isEmpty();
    assertThat(rounds.running(2_650, 15, 5).catchUp(NOW)).as("nor the next").isEmpty();
  }

  @Test
  void aRunThatIsStuckForetellsNothing() {
    Rounds rounds = steady().running(NOW - 7 * 3_600, 15, 5);
    assertThat(rounds.state(NOW).health(moment(NOW))).isEqualTo(Health.STUCK);
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void whereRunsHaveStoppedNothingIsForetold() {
    assertThat(steady().catchUp(3_069)).as("a little late").isPresent();
    assertThat(steady().catchUp(3_071)).as("overdue").isEmpty();
    assertThat(steady().state(9_000).health(moment(9_000))).isEqualTo(Health.STALLED);
    assertThat(steady().catchUp(9_000)).isEmpty();
  }

  @Test
  void runsWithoutRhythmForetellNoStart() {
    Rounds rounds = steady();
    rounds.runs.remove(2);
    rounds.run(2_500, 2_560, 60, RunResult.COMPLETED);
    rounds.ingestedUpTo = 2_500;
    assertThat(rounds.catchUp(NOW)).isEmpty();
    assertThat(rounds.running(2_650, 15, 5).catchUp(NOW)).as("one that began").isPresent();
  }

  @Test
  void runsOfUnlikeSpeedTellNone() {
    Rounds rounds = steady();
    rounds.runs.remove(4);
    rounds.run(2_400, 2_460, 600, RunResult.COMPLETED);
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void aRunThatLeftDataWhichWasThereTakesInAPartAtATime() {
    Rounds rounds = steady();
    rounds.ingestedUpTo = 2_300;
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void whatWasRewrittenAfterTheCheckpointIsFoundAsOtherFiles() {
    Rounds rounds = steady();
    rounds.commits.add(Rounds.commit(NOW, "replace", Counted.exactly(0)));
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }

  @Test
  void numbersInBoundsTellNothing() {
    Rounds rounds = steady();
    Pending exact = rounds.waiting(moment(NOW));
    rounds.pending = Optional.of(new Pending(
        exact.snapshots(),
        exact.dataSnapshots(),
        Counted.between(10, 15),
        exact.records(),
        exact.bytes(),
        exact.behindSince()));
    assertThat(rounds.state(NOW).behindSince(moment(NOW))).isPresent();
    assertThat(rounds.catchUp(NOW)).isEmpty();

    Rounds unread = steady();
    unread.commits.set(30, Rounds.commit(31 * 60, "append", Counted.atLeast(0)));
    assertThat(unread.catchUp(NOW)).as("a commit of unknown size").isEmpty();
  }

  @Test
  void aMonthIsNotForetold() {
    Rounds rounds = steady();
    Pending exact = rounds.waiting(moment(NOW));
    rounds.pending = Optional.of(new Pending(
        exact.snapshots(),
        exact.dataSnapshots(),
        Counted.exactly(3_000_000),
        exact.records(),
        exact.bytes(),
        exact.behindSince()));
    assertThat(rounds.catchUp(NOW)).isEmpty();
  }
}
