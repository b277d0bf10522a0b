package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final Story story = new Story();

  @Test
  void aRunSeenOnlyAfterItEndedCountsOnce() {
    story.at(100).completed(10, 60, "7").at(115).completed(10, 60, "7");

    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 1L));
    assertThat(story.history.runs())
        .containsExactly(new FinishedRun(
            noonPlus(10),
            Optional.of(noonPlus(60)),
            RunResult.COMPLETED,
            4,
            4,
            Optional.empty(),
            Optional.of("7")));
    assertThat(story.history.lastSuccess()).contains(story.history.runs().get(0));
  }

  @Test
  void aRunSeenRunningAndThenCompletedCountsOnce() {
    story.at(15).running(10);
    assertThat(story.history.openRun()).contains(noonPlus(10));
    assertThat(story.history.runTotals()).isEmpty();

    story.at(75).completed(10, 60, "7");
    assertThat(story.history.openRun()).isEmpty();
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 1L));
  }

  @Test
  void aRunThatAnotherReplacedEndedUnseen() {
    story.at(15).running(10).at(600).running(590);

    assertThat(story.history.openRun()).contains(noonPlus(590));
    assertThat(story.history.runs()).extracting(FinishedRun::start).containsExactly(noonPlus(10));
    assertThat(story.history.runs().get(0).end()).isEmpty();
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.UNSEEN, 1L));
  }

  @Test
  void aRunThatAnotherEndedAfterEndedUnseenToo() {
    story.at(15).running(10).at(600).failed(500, 590, "boom");

    assertThat(story.history.openRun()).isEmpty();
    assertThat(story.history.runs())
        .extracting(FinishedRun::result)
        .containsExactly(RunResult.UNSEEN, RunResult.FAILED);
  }

  @Test
  void idleAfterARunMeansThatItEndedUnseen() {
    story.at(15).running(10).at(30).status(WatcherRun.idle()).at(45).status(WatcherRun.idle());

    assertThat(story.history.openRun()).isEmpty();
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.UNSEEN, 1L));
  }

  @Test
  void anEndLearntLateReplacesTheLineAndIsNotCountedAgain() {
    story.at(15).running(10).at(30).status(WatcherRun.idle()).at(90).completed(10, 60, "7");

    assertThat(story.history.runs())
        .extracting(FinishedRun::result)
        .containsExactly(RunResult.COMPLETED);
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.UNSEEN, 1L));
    assertThat(story.history.lastSuccess()).isPresent();
  }

  @Test
  void aRunThatIsOverDoesNotOpenAgain() {
    story.at(75).completed(10, 60, "7").at(90).running(10);

    assertThat(story.history.openRun()).isEmpty();
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 1L));
  }

  @Test
  void anOpenRunThatTheLogKnowsIsClosedQuietly() {
    story.at(75).completed(10, 60, "7");
    History odd = new History(
        story.history.lastSuccess(),
        Optional.of(noonPlus(10)),
        story.history.runs(),
        story.history.runTotals(),
        story.history.counts(),
        story.history.reached(),
        0);
    story.history = odd;
    story.at(90).status(WatcherRun.idle());

    assertThat(story.history.openRun()).isEmpty();
    assertThat(story.history.runs()).hasSize(1);
  }

  @Test
  void aFailureDoesNotEraseTheLastSuccess() {
    story.at(75).completed(10, 60, "7").at(700).failed(600, 650, "boom");

    assertThat(story.history.lastSuccess().flatMap(FinishedRun::end)).contains(noonPlus(60));
    assertThat(story.history.runTotals())
        .isEqualTo(Map.of(RunResult.COMPLETED, 1L, RunResult.FAILED, 1L));
    assertThat(story.history.runs().get(1).errorMessage()).contains("boom");
  }

  @Test
  void aRunWithAnEarlierStartIsNewButNoNewerSuccess() {
    story.at(75).completed(10, 60, "7").at(90).completed(-900, -800, "8");

    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 2L));
    assertThat(story.history.lastSuccess().flatMap(FinishedRun::end)).contains(noonPlus(60));
  }

  @Test
  void aSuccessByAClockThatRanAheadGivesWayToTheNext() {
    story.at(75).completed(86_400, 86_460, "7").at(900).completed(800, 850, "8");

    assertThat(story.history.lastSuccess().flatMap(FinishedRun::end)).contains(noonPlus(850));
  }

  @Test
  void aSuccessAheadByTheKnownSkewHoldsAgainstAnOlderOne() {
    story.skew(Duration.ofHours(1)).at(75).completed(3_610, 3_660, "7");
    story.at(90).completed(1_000, 1_100, "8");

    assertThat(story.history.lastSuccess().flatMap(FinishedRun::end)).contains(noonPlus(3_660));
  }

  @Test
  void aSuccessWithoutAnEndCountsFromItsStart() {
    WatcherRun endless = new WatcherRun(
        WatcherStatus.COMPLETED,
        Optional.of(noonPlus(10)),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty());
    story.at(75).status(endless).at(90).completed(-50, 5, "6");

    assertThat(story.history.lastSuccess().map(FinishedRun::start)).contains(noonPlus(10));
  }

  @Test
  void aRunWithoutAStartCannotBeCounted() {
    for (WatcherStatus status : WatcherStatus.values()) {
      story.status(new WatcherRun(
          status, Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty()));
    }

    assertThat(story.history).isEqualTo(History.none());
  }

  @Test
  void onlyTheNewestFiftyRunsAreKeptAndAllAreCounted() {
    for (int i = 1; i <= 60; i++) {
      story.at(100L * i).completed(100L * i - 50, 100L * i - 10, "7");
    }

    assertThat(story.history.runs()).hasSize(History.RUNS_KEPT);
    assertThat(story.history.runs().get(0).start()).isEqualTo(noonPlus(1_050));
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 60L));
  }

  @Test
  void nothingNewLeavesTheHistoryAsItIs() {
    story.at(60).completed(10, 60, "7").checkpoint(7).held(7, 4).files(6);
    History before = story.history;

    assertThat(Memory.remember(before, story.seen, story.now())).isSameAs(before);
    story.at(75).completed(10, 60, "7").checkpoint(7).files(6);
    assertThat(story.history).isSameAs(before);
  }
}
