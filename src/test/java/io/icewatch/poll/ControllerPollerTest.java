package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.Answer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.History;
import io.icewatch.model.PollSettings;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableId;
import io.icewatch.model.TableListing;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControllerPollerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(4), SECOND);

  private final CountDownLatch release = new CountDownLatch(1);
  private final Map<String, Integer> turns = new ConcurrentHashMap<>();
  private final QuietListener listener = new QuietListener();
  private final List<ControllerPoller> pollers = new ArrayList<>();

  /** Answers nothing for tables called hang until released, and throws for those called broken. */
  private final class Moody implements Controller {
    @Override
    public Answer<WatcherRun> status(String table, Duration timeout) {
      if (table.startsWith("hang")) {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      turns.merge(table, 1, Integer::sum);
      if (table.startsWith("broken")) {
        throw new IllegalStateException("a defect of our own");
      }
      return new Answer.Observed<>(WatcherRun.idle(), Optional.empty());
    }

    @Override
    public Answer<Checkpoint> checkpoint(String table, Duration timeout) {
      return new Answer.Observed<>(new Checkpoint.None(), Optional.empty());
    }

    @Override
    public Answer<Long> files(String table, Duration timeout) {
      return new Answer.Observed<>(1L, Optional.empty());
    }

    @Override
    public Answer<SnapshotFiles> filesAt(String table, long snapshotId, Duration timeout) {
      return new Answer.Observed<>(new SnapshotFiles(snapshotId, 1), Optional.empty());
    }

    @Override
    public Answer<TableConfig> tableConfig(String table, Duration timeout) {
      return new Answer.Observed<>(new TableConfig(Optional.empty()), Optional.empty());
    }

    @Override
    public Answer<TableListing> tables(Duration timeout) {
      return new Answer.Observed<>(TableListing.of(List.of()), Optional.empty());
    }
  }

  private ControllerPoller start(String controller, int maxConcurrent, String... tables) {
    Poller.Clocks clocks = new Poller.Clocks(InstantSource.system(), System::nanoTime);
    Gate gate = new Gate(controller, 1000, clocks, listener, state -> {});
    List<TablePoller> pollersOfTables = new ArrayList<>();
    for (String table : tables) {
      TableSettings usual = TableSettings.defaults(new TableId(controller, table));
      pollersOfTables.add(new TablePoller(
          TableState.initial(
              new TableSettings(usual.id(), BRISK, usual.lag(), usual.runs()), History.none()),
          new Moody(),
          gate,
          (before, after) -> {},
          clocks.wall()));
    }
    ControllerPoller poller = new ControllerPoller(
        controller,
        maxConcurrent,
        clocks.nanos(),
        table -> listener.skipped(table.state().id()));
    poller.add(pollersOfTables, new Spread(tables.length, 0, 1000));
    pollers.add(poller);
    poller.start();
    return poller;
  }

  @AfterEach
  void stop() {
    release.countDown();
    pollers.forEach(ControllerPoller::close);
  }

  @Test
  void aHangingTableIsSkippedAndDelaysNoOther() {
    start("prod", 2, "hang_OFFLINE", "a_OFFLINE", "b_OFFLINE");
    await().until(() -> turns.getOrDefault("a_OFFLINE", 0) >= 2);
    await().until(() -> turns.getOrDefault("b_OFFLINE", 0) >= 2);
    await()
        .untilAsserted(
            () -> assertThat(listener.skipped).contains(new TableId("prod", "hang_OFFLINE")));
    assertThat(turns).doesNotContainKey("hang_OFFLINE");
    release.countDown();
    await().until(() -> turns.getOrDefault("hang_OFFLINE", 0) >= 1);
  }

  @Test
  void aControllerWhoseWorkersAllHangDelaysNoOtherController() {
    start("stuck", 1, "hang_OFFLINE", "behind_OFFLINE");
    start("fine", 1, "a_OFFLINE");
    await().until(() -> turns.getOrDefault("a_OFFLINE", 0) >= 2);
    assertThat(turns).doesNotContainKey("behind_OFFLINE");
  }

  @Test
  void aDefectInOneTurnCostsThatTurnOnly() {
    start("prod", 1, "broken_OFFLINE", "a_OFFLINE");
    await().until(() -> turns.getOrDefault("broken_OFFLINE", 0) >= 2);
    await().until(() -> turns.getOrDefault("a_OFFLINE", 0) >= 2);
  }

  @Test
  void closingInterruptsTheTurnsUnderWay() {
    ControllerPoller poller = start("prod", 1, "hang_OFFLINE");
    poller.close();
    // A worker's thread outlives its last task by a moment.
    await()
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .noneMatch(thread -> thread.getName().startsWith("poll-prod-")));
  }
}
