package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Failure DOWN = new Failure.Unreachable("connection refused");

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }

  private static WatcherRun running(long segments) {
    return new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(NOON),
        Optional.empty(),
        10,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aReadingHasAValueExactlyWhenItWasObserved() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Reading<>(Optional.of(1L), Optional.empty(), Optional.empty(), Optional.empty()))
        .withMessageStartingWith("observedAt: Optional.empty (expected: present exactly when");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Reading<>(Optional.empty(), Optional.of(NOON), Optional.empty(), Optional.empty()));
  }

  @Test
  void aFailureKeepsTheLastGoodAnswer() {
    Reading<Long> reading = Reading.<Long>none()
        .with(good(4L), NOON)
        .with(new Answer.Failed<>(DOWN), NOON.plus(MINUTE));

    assertThat(reading.value()).contains(4L);
    assertThat(reading.observedAt()).contains(NOON);
    assertThat(reading.askedAt()).contains(NOON.plus(MINUTE));
    assertThat(reading.failure()).contains(DOWN);
    assertThat(reading.up()).isFalse();
  }

  @Test
  void notModifiedRenewsTheAnswer() {
    Reading<Long> reading = Reading.<Long>none()
        .with(new Answer.Failed<>(DOWN), NOON)
        .with(new Answer.NotModified<>(4L, Optional.empty()), NOON.plus(MINUTE));

    assertThat(reading.value()).contains(4L);
    assertThat(reading.observedAt()).contains(NOON.plus(MINUTE));
    assertThat(reading.up()).isTrue();
  }

  @Test
  void whatWasNeverAskedIsNotUp() {
    assertThat(Reading.none().up()).isFalse();
    assertThat(Reading.none().fresh(NOON, MINUTE)).isEmpty();
  }

  @Test
  void anAnswerIsFreshUntilItIsStale() {
    Reading<Long> reading = Reading.<Long>none().with(good(4L), NOON);

    assertThat(reading.fresh(NOON.plus(MINUTE), MINUTE)).contains(4L);
    assertThat(reading.fresh(NOON.plus(MINUTE).plusNanos(1), MINUTE)).isEmpty();
  }

  @Test
  void anAnswerFromTheFutureIsAsOldAsTheDistance() {
    Reading<Long> reading = Reading.<Long>none().with(good(4L), NOON);

    assertThat(reading.fresh(NOON.minus(MINUTE), MINUTE)).contains(4L);
    assertThat(reading.fresh(NOON.minus(MINUTE).minusNanos(1), MINUTE)).isEmpty();
    assertThat(reading.fresh(Instant.MAX, Duration.ofSeconds(Long.MAX_VALUE))).contains(4L);
  }

  @Test
  void anotherStatusIsProgressAndTheSameIsNone() {
    Observation seen = Observation.none().withStatus(good(running(1)), NOON);
    assertThat(seen.runProgressedAt()).contains(NOON);

    seen = seen.withStatus(good(running(1)), NOON.plus(MINUTE));
    assertThat(seen.runProgressedAt()).contains(NOON);
    seen = seen.withStatus(new Answer.Failed<>(DOWN), NOON.plus(MINUTE));
    assertThat(seen.runProgressedAt()).contains(NOON);
    seen = seen.withStatus(good(running(2)), NOON.plus(MINUTE));
    assertThat(seen.runProgressedAt()).contains(NOON.plus(MINUTE));
  }

  @Test
  void aFailureBeforeAnyStatusIsNoProgress() {
    Observation seen = Observation.none().withStatus(new Answer.Failed<>(DOWN), NOON);

    assertThat(seen.runProgressedAt()).isEmpty();
  }

  @Test
  void eachQuestionHasItsOwnReading() {
    Observation seen = Observation.none()
        .withCheckpoint(good(new Checkpoint.SnapshotId(7)), NOON)
        .withFiles(good(5L), NOON.plusSeconds(1))
        .withFilesAtCheckpoint(good(new SnapshotFiles(7, 4)), NOON.plusSeconds(2))
        .withStatus(good(WatcherRun.idle()), NOON.plusSeconds(3))
        .withClockSkew(Optional.of(MINUTE));

    assertThat(seen.checkpoint().observedAt()).contains(NOON);
    assertThat(seen.files().observedAt()).contains(NOON.plusSeconds(1));
    assertThat(seen.filesAtCheckpoint().observedAt()).contains(NOON.plusSeconds(2));
    assertThat(seen.status().observedAt()).contains(NOON.plusSeconds(3));
    assertThat(seen.clockSkew()).contains(MINUTE);
    assertThat(seen.checkpointFiles()).contains(4L);
  }

  @Test
  void theFilesOfAnotherSnapshotAreNotTheCheckpoints() {
    Observation seen =
        Observation.none().withFilesAtCheckpoint(good(new SnapshotFiles(6, 4)), NOON);
    assertThat(seen.checkpointFiles()).isEmpty();

    assertThat(seen.withCheckpoint(good(new Checkpoint.SnapshotId(7)), NOON).checkpointFiles())
        .isEmpty();
    assertThat(seen.withCheckpoint(good(new Checkpoint.Timestamp(NOON)), NOON).checkpointFiles())
        .isEmpty();
  }

  @Test
  void aTableOverRawFilesIsKnownByTheAnswerAboutItsCheckpoint() {
    Observation none = Observation.none();

    assertThat(none.rawFiles()).isFalse();
    assertThat(none.withCheckpoint(new Answer.Failed<>(DOWN), NOON).rawFiles()).isFalse();
    Failure raw = new Failure.NotCatalogTable("not a catalog table");
    assertThat(none.withCheckpoint(new Answer.Failed<>(raw), NOON).rawFiles()).isTrue();
  }
}
