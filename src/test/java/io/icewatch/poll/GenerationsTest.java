package io.icewatch.poll;

import static io.icewatch.model.Endpoint.CHECKPOINT;
import static io.icewatch.model.Endpoint.FILES;
import static io.icewatch.model.Endpoint.FILES_AT_CHECKPOINT;
import static io.icewatch.model.Endpoint.STATUS;
import static io.icewatch.model.Endpoint.TABLE_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Api;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.LagSource;
import io.icewatch.model.Reading;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a table is asked where its controller speaks the second generation, or perhaps does. */
class GenerationsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeController controller = new FakeController();
  private final TablePoller poller = new TablePoller(
      TableState.initial(
          TableSettings.defaults(new TableId("prod", "orders_OFFLINE")), History.none()),
      controller,
      new Gate("prod", 1000, clock.clocks(), new QuietListener(), state -> {}),
      (before, after) -> {},
      clock);

  private List<Endpoint> turn() throws InterruptedException {
    clock.advance(poller.turn());
    return controller.takeAsked();
  }

  private void ingested() {
    Instant now = clock.instant();
    controller.checkpoint = new Checkpoint.SnapshotId(7);
    controller.run = FakeController.completed(now.minusSeconds(60), now.minusSeconds(30), 7);
  }

  @Test
  void theSecondGenerationIsNeverAskedForFiles() throws InterruptedException {
    controller.spoken = Optional.of(Api.EXTERNAL_TABLE);
    ingested();
    List<Endpoint> asked = new ArrayList<>();
    Instant start = clock.instant();
    while (clock.instant().isBefore(start.plus(Duration.ofHours(1)))) {
      asked.addAll(turn());
    }
    assertThat(asked)
        .contains(STATUS, CHECKPOINT, TABLE_CONFIG)
        .doesNotContain(FILES, FILES_AT_CHECKPOINT);
    assertThat(poller.state().observation().files()).isEqualTo(Reading.none());
  }

  @Test
  void itIsFoundInTheTurnThatMissesTheFirst() throws InterruptedException {
    controller.spoken = Optional.empty();
    controller.hidden = Optional.of(Api.EXTERNAL_TABLE);
    ingested();
    assertThat(turn()).containsExactly(STATUS, STATUS, CHECKPOINT, TABLE_CONFIG);
    assertThat(poller.state().observation().api()).contains(Api.EXTERNAL_TABLE);
    assertThat(poller.state().observation().status().up()).isTrue();
  }

  @Test
  void nothingElseIsAskedWhileItIsNotKnown() throws InterruptedException {
    controller.spoken = Optional.empty();
    controller.failures.put(STATUS, new Failure.ControllerError(500, "zookeeper"));
    assertThat(turn()).containsExactly(STATUS);
    assertThat(turn()).containsExactly(STATUS);
  }

  @Test
  void anUpgradeForgetsTheCountsAndAsksForTheConfigAgain() throws InterruptedException {
    ingested();
    controller.filesBySnapshot.put(7L, 10L);
    controller.files = 12;
    assertThat(turn()).contains(FILES, FILES_AT_CHECKPOINT);
    controller.hidden = Optional.of(Api.EXTERNAL_TABLE);
    assertThat(turn()).containsExactly(STATUS, STATUS, TABLE_CONFIG);
    assertThat(poller.state().observation().files()).isEqualTo(Reading.none());
    assertThat(poller.state().filesPending(clock.instant())).isEmpty();
    assertThat(poller.state().lag(clock.instant())).isEmpty();
  }

  @Test
  void withoutACatalogTheLastSuccessBoundsTheWaitAndNothingTellsTheLag()
      throws InterruptedException {
    controller.spoken = Optional.of(Api.EXTERNAL_TABLE);
    ingested();
    turn();
    TableState soon = poller.state();
    assertThat(soon.lag(clock.instant())).isEmpty();
    assertThat(soon.assessment().lagSource()).isEqualTo(LagSource.NONE);
    assertThat(soon.health(clock.instant())).isEqualTo(Health.OK);
    assertThat(soon.reason(clock.instant()))
        .isEqualTo("the controller's api tells no file counts, so only a catalog tells the lag;"
            + " what may wait came within the last 1m, when the last success began");
    clock.advance(Duration.ofMinutes(15));
    turn();
    assertThat(poller.state().health(clock.instant())).isEqualTo(Health.UNKNOWN);
  }
}
