package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.History.Reached;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private final Story story = new Story();

  private static Checkpoint time(long seconds) {
    return new Checkpoint.Timestamp(noonPlus(seconds));
  }

  @Test
  void aCheckpointIsRememberedFromItsFirstSight() {
    story.at(0).checkpoint(7).at(60).checkpoint(7).held(7, 4);

    assertThat(story.history.reached())
        .contains(new Reached(
            new Checkpoint.SnapshotId(7),
            noonPlus(0),
            Optional.of(4L),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void goingForwardIsNoRegression() {
    story.checkpoint(new Checkpoint.None()).checkpoint(7).held(7, 4);
    story.held(8, 4).checkpoint(8).held(9, 5).checkpoint(9);

    assertThat(story.history.checkpointRegressions()).isZero();
  }

  @Test
  void fallingBackToNoneIsARegressionCountedOnce() {
    story.checkpoint(7).checkpoint(new Checkpoint.None()).checkpoint(new Checkpoint.None());

    assertThat(story.history.checkpointRegressions()).isEqualTo(1);
  }

  @Test
  void anEarlierTimeIsARegression() {
    story.checkpoint(time(100)).checkpoint(time(200));
    assertThat(story.history.checkpointRegressions()).isZero();

    story.checkpoint(time(199));
    assertThat(story.history.checkpointRegressions()).isEqualTo(1);
  }

  @Test
  void anotherKindOfCheckpointIsNoRegression() {
    story.checkpoint(7).checkpoint(time(100)).checkpoint(8);

    assertThat(story.history.checkpointRegressions()).isZero();
  }

  @Test
  void aSnapshotWithFewerFilesIsARegression() {
    story.checkpoint(7).held(7, 10).held(8, 9).checkpoint(8);

    assertThat(story.history.checkpointRegressions()).isEqualTo(1);
  }

  @Test
  void aSnapshotWithFewerFilesAfterAFallIsNone() {
    story.at(0).checkpoint(7).held(7, 10).files(10).at(60).files(9).held(8, 9).checkpoint(8);

    assertThat(story.history.checkpointRegressions()).isZero();
  }

  @Test
  void fewerFilesThatAreLearntLaterAreNotHeldAgainstIt() {
    story.checkpoint(7).held(7, 10).checkpoint(8).held(8, 9);

    assertThat(story.history.checkpointRegressions()).isZero();
    assertThat(story.history.reached().flatMap(Reached::files)).contains(9L);
  }

  @Test
  void aSnapshotThatAnEarlierRunReachedIsARegression() {
    story.completed(10, 20, "7").checkpoint(7).completed(30, 40, "8").checkpoint(8);
    story.completed(50, 60, "9").checkpoint(9);
    assertThat(story.history.checkpointRegressions()).isZero();

    story.failed(70, 80, "rolled back").checkpoint(7);
    assertThat(story.history.checkpointRegressions()).isEqualTo(1);
  }

  @Test
  void aSnapshotThatTheLastSuccessReachedTooIsNone() {
    story.completed(10, 20, "7").checkpoint(8).completed(50, 60, "7").checkpoint(7);

    assertThat(story.history.checkpointRegressions()).isZero();
  }
}
