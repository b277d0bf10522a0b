package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MadeAnewTest {
  private final Story story = new Story();

  private Story ingested() {
    return story.at(100).completed(10, 60, "7").checkpoint(7).files(20);
  }

  private Story blank(long at) {
    return story.at(at).status(WatcherRun.idle()).checkpoint(new Checkpoint.None());
  }

  @Test
  void aTableMadeAnewHasNoSuccessOfTheOldOne() {
    ingested();
    blank(200);
    blank(215);

    History history = story.history;
    assertThat(history.lastSuccess()).isEmpty();
    assertThat(history.runs()).isEmpty();
    assertThat(history.openRun()).isEmpty();
    assertThat(history.reached().orElseThrow().facts()).isEmpty();
    assertThat(TableState.initial(Story.SETTINGS, history).lastSuccessAge(noonPlus(215)))
        .isEmpty();
  }

  @Test
  void itsCountersGoOn() {
    ingested();
    blank(200);
    blank(215);
    story.at(400).completed(300, 390, "8");

    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 2L));
    assertThat(story.history.checkpointRegressions()).isEqualTo(1);
    assertThat(story.history.lastSuccess().orElseThrow().start()).isEqualTo(noonPlus(300));
  }

  @Test
  void oneLookAloneForgetsNothing() {
    ingested();
    blank(200);
    assertThat(story.history.lastSuccess()).isPresent();

    story.at(215).completed(10, 60, "7").checkpoint(7);
    assertThat(story.history.runTotals()).isEqualTo(Map.of(RunResult.COMPLETED, 1L));
  }

  @Test
  void anIdleWatcherWithItsCheckpointIsBetweenTwoRuns() {
    ingested();
    story.at(200).status(WatcherRun.idle()).at(215).status(WatcherRun.idle());
    assertThat(story.history.lastSuccess()).isPresent();
  }

  @Test
  void aCheckpointThatWasTakenAwayIsNoOtherTableWhileTheRunIsThere() {
    ingested();
    story.at(200).checkpoint(new Checkpoint.None()).completed(10, 60, "7");
    story.at(215).checkpoint(new Checkpoint.None()).completed(10, 60, "7");
    assertThat(story.history.lastSuccess()).isPresent();
  }

  @Test
  void anAnswerOfLongAgoIsNoSecondLook() {
    ingested();
    blank(200);
    story.at(215).statusFails(new Failure.ControllerError(500, "HTTP 500"));
    assertThat(story.history.lastSuccess()).isPresent();
  }

  @Test
  void aTableThatNeverRanHasNothingToForget() {
    blank(10);
    blank(25);
    History history = story.history;
    blank(40);
    assertThat(story.history).isSameAs(history);
  }
}
