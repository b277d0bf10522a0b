package io.icewatch.poll;

import static io.icewatch.model.Endpoint.CHECKPOINT;
import static io.icewatch.model.Endpoint.FILES;
import static io.icewatch.model.Endpoint.FILES_AT_CHECKPOINT;
import static io.icewatch.model.Endpoint.STATUS;
import static io.icewatch.model.Endpoint.TABLE_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.Observation;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TablePollerTest {
  private final ManualClock clock = new ManualClock();
  private final FakeController controller = new FakeController();
  private final QuietListener listener = new QuietListener();
  private final List<TableState> published = new ArrayList<>();
  private final Instant start = clock.instant();
  private final TablePoller poller = new TablePoller(
      TableState.initial(
          TableSettings.defaults(new TableId("prod", "orders_OFFLINE")), History.none()),
      controller,
      new Gate("prod", 1000, clock.clocks(), listener, state -> {}),
      (before, after) -> published.add(after),
      clock);

  private void ingested(long snapshot, long files) {
    controller.checkpoint = new Checkpoint.SnapshotId(snapshot);
    controller.filesBySnapshot.put(snapshot, files);
    controller.run = FakeController.completed(clock.instant(), clock.instant(), snapshot);
  }

  private List<Endpoint> turn() throws InterruptedException {
    clock.advance(poller.turn());
    return controller.takeAsked();
  }

  private Observation seen() {
    return poller.state().observation();
  }

  @Test
  void theFirstTurnAsksEverythingCheckpointBeforeFiles() throws InterruptedException {
    ingested(1, 10);
    assertThat(turn())
        .containsExactly(STATUS, CHECKPOINT, FILES_AT_CHECKPOINT, FILES, TABLE_CONFIG);
    assertThat(published).hasSize(1);
  }

  @Test
  void aQuietTableCostsAtMostSixRequestsAMinute() throws InterruptedException {
    ingested(1, 10);
    controller.files = 10;
    turn();
    int requests = 0;
    Instant began = clock.instant();
    while (clock.instant().isBefore(began.plus(Duration.ofHours(1)))) {
      requests += turn().size();
    }
    assertThat(requests / 60.0).isBetween(5.0, 6.0);
  }

  @Test
  void noReadingOfAQuietTableGoesStale() throws InterruptedException {
    ingested(1, 10);
    Duration staleAfter = poller.state().settings().poll().staleAfter();
    turn();
    for (int i = 0; i < 400; i++) {
      Instant beforeTurn = clock.instant();
      assertThat(seen().status().fresh(beforeTurn, staleAfter)).isPresent();
      assertThat(seen().checkpoint().fresh(beforeTurn, staleAfter)).isPresent();
      assertThat(seen().files().fresh(beforeTurn, staleAfter)).isPresent();
      turn();
    }
  }

  /** Takes a turn and lets the time pass that it asks for. */
  private Duration turnThenWait() throws InterruptedException {
    Duration wait = poller.turn();
    clock.advance(wait);
    return wait;
  }

  @Test
  void aRunInFlightIsLookedAtMoreOften() throws InterruptedException {
    controller.run = FakeController.running(start);
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(5));
    controller.run = FakeController.completed(start, start.plusSeconds(9), 1);
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void theEndOfARunAsksForTheCheckpointAtOnce() throws InterruptedException {
    ingested(1, 10);
    turn();
    ingested(2, 14);
    assertThat(turn()).containsExactly(STATUS, CHECKPOINT, FILES_AT_CHECKPOINT, FILES);
    assertThat(seen().checkpointFiles()).contains(14L);
  }

  @Test
  void aRunThatWasNeverSeenRunningAsksForTheCheckpointToo() throws InterruptedException {
    ingested(1, 10);
    turn();
    controller.run = FakeController.completed(start.plusSeconds(1), start.plusSeconds(2), 1);
    assertThat(turn()).contains(CHECKPOINT).doesNotContain(FILES_AT_CHECKPOINT);
  }

  @Test
  void aCheckpointThatFailedAfterARunIsAskedAgainInTheNextTurn() throws InterruptedException {
    ingested(1, 10);
    turn();
    ingested(2, 14);
    controller.failures.put(CHECKPOINT, new Failure.ControllerError(500, "catalog"));
    assertThat(turn()).contains(CHECKPOINT);
    controller.failures.clear();
    assertThat(turn()).contains(CHECKPOINT);
    assertThat(turn()).doesNotContain(CHECKPOINT);
  }

  @Test
  void theCountOfASnapshotIsAskedOnce() throws InterruptedException {
    ingested(1, 10);
    turn();
    for (int i = 0; i < 100; i++) {
      assertThat(turn()).doesNotContain(FILES_AT_CHECKPOINT);
    }
  }

  @Test
  void theConfigIsAskedForAtTheStartAndThenEachTenMinutes() throws InterruptedException {
    ingested(1, 10);
    List<Instant> asked = new ArrayList<>();
    while (clock.instant().isBefore(start.plus(Duration.ofHours(1)))) {
      Instant at = clock.instant();
      if (turn().contains(TABLE_CONFIG)) {
        asked.add(at);
      }
    }
    assertThat(asked).hasSize(6).first().isEqualTo(start);
    assertThat(asked).last().isEqualTo(start.plus(Duration.ofMinutes(50)));
  }

  @Test
  void theConfigIsAskedForAgainWhenTheTableLooksLikeAnother() throws InterruptedException {
    ingested(1, 10);
    turn();
    assertThat(turn()).doesNotContain(TABLE_CONFIG);

    controller.failures.put(STATUS, new Failure.TableUnknown("no such table"));
    assertThat(turn()).doesNotContain(TABLE_CONFIG);
    controller.failures.clear();
    assertThat(turn()).as("it is back").contains(TABLE_CONFIG);
    assertThat(turn()).doesNotContain(TABLE_CONFIG);

    controller.checkpoint = new Checkpoint.None();
    controller.run = FakeController.completed(start.plusSeconds(1), start.plusSeconds(2), 1);
    assertThat(turn()).as("its checkpoint is gone").contains(TABLE_CONFIG);

    controller.failures.put(CHECKPOINT, new Failure.NotCatalogTable("s3-catalog"));
    controller.run = FakeController.completed(start.plusSeconds(3), start.plusSeconds(4), 1);
    assertThat(turn()).as("it reads raw files now").contains(TABLE_CONFIG);
    assertThat(turn()).doesNotContain(TABLE_CONFIG);
  }

  @Test
  void aConfigThatIsRefusedIsLeftAloneAndHarmsNothingElse() throws InterruptedException {
    ingested(1, 10);
    controller.files = 10;
    controller.failures.put(TABLE_CONFIG, new Failure.Denied(403, "no permission"));
    turn();
    List<Endpoint> asked = new ArrayList<>();
    while (clock.instant().isBefore(start.plus(Duration.ofMinutes(9)))) {
      asked.addAll(turn());
    }
    assertThat(asked).doesNotContain(TABLE_CONFIG).contains(STATUS, CHECKPOINT, FILES);
    assertThat(seen().config().up()).isFalse();
    assertThat(seen().status().up() && seen().files().up()).isTrue();
    assertThat(poller.state().health(clock.instant())).isEqualTo(Health.OK);
  }

  @Test
  void aConfigThatFailedIsAskedForAgainSoonerAndTheLastOneStays() throws InterruptedException {
    IngestionTask task = new IngestionTask(Optional.of("0 0 * * * ?"), Optional.empty(), Map.of());
    controller.config = new TableConfig(Optional.of(task));
    turn();
    clock.advance(Duration.ofMinutes(10));
    controller.failures.put(TABLE_CONFIG, new Failure.ControllerError(500, "zookeeper"));
    assertThat(turn()).contains(TABLE_CONFIG);
    assertThat(seen().ingestionTask()).contains(task);
    clock.advance(Duration.ofSeconds(150));
    assertThat(turn()).contains(TABLE_CONFIG);
  }

  @Test
  void aTableOverRawFilesIsAskedForItsStatusAndRarelyForACheckpoint() throws InterruptedException {
    controller.failures.put(CHECKPOINT, new Failure.NotCatalogTable("s3-catalog"));
    assertThat(turn()).containsExactly(STATUS, CHECKPOINT, TABLE_CONFIG);
    for (int i = 0; i < 8; i++) {
      assertThat(turn()).containsExactly(STATUS);
    }
    assertThat(EnumSet.copyOf(List.of(STATUS, CHECKPOINT))).containsAll(turn());
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      names = {"CHECKPOINT", "FILES", "FILES_AT_CHECKPOINT"})
  void aFailureOfOneQuestionStopsNoOther(Endpoint failing) throws InterruptedException {
    ingested(1, 10);
    turn();
    controller.failures.put(failing, new Failure.ControllerError(500, "boom"));
    ingested(2, 12);
    List<Endpoint> asked = turn();
    assertThat(asked).contains(STATUS, failing);
    assertThat(seen().status().up()).isTrue();
    assertThat(published).hasSize(2);
  }

  @Test
  void aDeadControllerIsNotAskedTheOtherQuestions() throws InterruptedException {
    ingested(1, 10);
    turn();
    controller.failures.put(STATUS, new Failure.Unreachable("refused"));
    for (int i = 0; i < 12; i++) {
      assertThat(turn()).allMatch(STATUS::equals);
    }
    assertThat(seen().files().up()).isFalse();
    assertThat(seen().checkpoint().up()).isFalse();
    assertThat(seen().files().value()).contains(0L);
  }

  @Test
  void anErrorOfTheStatusAloneLeavesTheOtherQuestionsGoing() throws InterruptedException {
    ingested(1, 10);
    turn();
    controller.failures.put(STATUS, new Failure.ControllerError(500, "zookeeper"));
    List<Endpoint> asked = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      asked.addAll(turn());
    }
    assertThat(asked).contains(FILES, CHECKPOINT);
    assertThat(seen().files().up()).isTrue();
  }

  @Test
  void aTableThatTimesOutIsAskedEverLessOftenUntilItAnswers() throws InterruptedException {
    controller.failures.put(STATUS, new Failure.TimedOut(Duration.ofSeconds(10), "slow"));
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(60));
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(120));
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(150));
    controller.failures.clear();
    assertThat(turnThenWait()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aWallClockSetBackSilencesNoQuestion() throws InterruptedException {
    ingested(1, 10);
    turn();
    clock.step(Duration.ofDays(-1));
    assertThat(turn()).contains(STATUS, CHECKPOINT, FILES);
  }
}
