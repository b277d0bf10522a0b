package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceReadingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Checkpoint SEVEN = new Checkpoint.SnapshotId(7);
  private static final SourceView VIEW = SourceViews.at(new Position.Current(), NOON);

  private final SourceReading read =
      SourceReading.none().with(SEVEN, SourceViews.answer(VIEW), NOON);

  @Test
  void aGoodAnswerHoldsUntilItIsStale() {
    assertThat(read.up()).isTrue();
    assertThat(read.fresh(NOON.plus(FRESH), FRESH)).contains(VIEW);
    assertThat(read.fresh(NOON.plus(FRESH).plusMillis(1), FRESH)).isEmpty();
    assertThat(SourceReading.none().fresh(NOON, FRESH)).isEmpty();
  }

  @Test
  void aFailureKeepsTheLastGoodAnswer() {
    SourceReading after =
        read.with(SEVEN, new CatalogAnswer.Unreachable("refused"), NOON.plusSeconds(9));
    assertThat(after.up()).isFalse();
    assertThat(after.view()).contains(VIEW);
    assertThat(after.observedAt()).contains(NOON);
    assertThat(after.askedAt()).contains(NOON.plusSeconds(9));
  }

  @Test
  void onlyAViewOfTheCheckpointThatStandsIsUsed() {
    Observation seen = Observation.none().withSource(read);
    assertThat(seen.standingView(NOON, FRESH)).isEmpty();
    Observation stands = seen.withCheckpoint(new Answer.Observed<>(SEVEN, Optional.empty()), NOON);
    assertThat(stands.standingView(NOON, FRESH)).contains(VIEW);
    assertThat(stands.standingView(NOON.plus(FRESH).plusMillis(1), FRESH)).isEmpty();
    Observation moved = stands.withCheckpoint(
        new Answer.Observed<>(new Checkpoint.SnapshotId(8), Optional.empty()), NOON);
    assertThat(moved.standingView(NOON, FRESH)).isEmpty();
  }

  @Test
  void aViewWithoutItsCheckpointIsRefused() {
    assertThatThrownBy(() -> new SourceReading(
            Optional.empty(),
            Optional.of(VIEW),
            Optional.of(NOON),
            Optional.of(NOON),
            Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: present exactly when there is a view");
  }
}
