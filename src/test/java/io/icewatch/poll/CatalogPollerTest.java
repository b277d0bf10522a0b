package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.History;
import io.icewatch.model.LagSource;
import io.icewatch.model.PollSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogPollerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(4), SECOND);
  private static final CatalogSettings LAKE = new CatalogSettings(
      "lake",
      "rest",
      Optional.empty(),
      Optional.empty(),
      Map.of(),
      Map.of(),
      new CatalogAuth.None(),
      new CatalogSettings.Limits(2, 20, SECOND, Duration.ofMinutes(1), 0));

  private final Poller.Clocks clocks = new Poller.Clocks(InstantSource.system(), System::nanoTime);
  private final QuietListener listener = new QuietListener();
  private final FakeCatalog lake = new FakeCatalog();
  private final CatalogPoller catalog =
      new CatalogPoller(LAKE, lake, clocks, listener, state -> {});
  private final Map<String, FakeController> controllers = new LinkedHashMap<>();
  private final Map<String, TablePoller> tables = new LinkedHashMap<>();
  private Optional<ControllerPoller> controllerPoller = Optional.empty();

  /** Starts the catalog's poller and one controller's over tables of the lake. */
  private void start(String... names) {
    List<TablePoller> pollers = new ArrayList<>();
    for (String name : names) {
      TableSettings usual = TableSettings.defaults(new TableId("prod", name));
      FakeController controller = new FakeController();
      controller.checkpoint = new Checkpoint.SnapshotId(7);
      TablePoller poller = new TablePoller(
          TableState.initial(
              new TableSettings(
                  usual.id(),
                  BRISK,
                  usual.lag(),
                  usual.runs(),
                  Optional.of(new SourceTable("lake", "sales." + name, "main"))),
              History.none()),
          controller,
          new Gate("prod", 1000, clocks, listener, state -> {}),
          (before, after) -> catalog.noticed(after),
          clocks.wall());
      controllers.put(name, controller);
      tables.put(name, poller);
      catalog.add(poller);
      pollers.add(poller);
    }
    catalog.start();
    ControllerPoller turns = new ControllerPoller(
        "prod", 1, clocks.nanos(), table -> listener.skipped(table.state().id()));
    turns.add(pollers, new Spread(names.length, 0, 1000));
    turns.start();
    controllerPoller = Optional.of(turns);
  }

  @AfterEach
  void stop() {
    controllerPoller.ifPresent(ControllerPoller::close);
    catalog.close();
  }

  private long asked(String table) {
    return lake.asked.stream()
        .filter(one -> one.table().equals("sales." + table))
        .count();
  }

  @Test
  void aHangingCatalogDelaysNoTurnOfAController() {
    start("hang_a_OFFLINE", "hang_b_OFFLINE", "hang_c_OFFLINE");
    await().until(() -> lake.asked.size() == 2);
    controllers.values().forEach(FakeController::takeAsked);
    await().until(() -> controllers.values().stream().allMatch(one -> statuses(one) >= 3));
    assertThat(listener.skipped).isEmpty();
    // The catalog hangs still.
    assertThat(lake.asked).hasSize(2);
    tables
        .values()
        .forEach(table -> assertThat(table.state().assessment().reason())
            .contains("not by the catalog: catalog: not asked yet"));
  }

  private static long statuses(FakeController controller) {
    synchronized (controller) {
      return controller.asked.stream()
          .filter(endpoint -> endpoint == Endpoint.STATUS)
          .count();
    }
  }

  @Test
  void aTableThatHangsDelaysNoOther() {
    start("hang_OFFLINE", "a_OFFLINE");
    await().until(() -> asked("a_OFFLINE") >= 3);
    assertThat(asked("hang_OFFLINE")).isEqualTo(1);
    lake.release.countDown();
    await().until(() -> asked("hang_OFFLINE") >= 2);
  }

  @Test
  void theCatalogTellsTheLagAsSoonAsACheckpointIsKnown() {
    start("a_OFFLINE");
    await()
        .until(() -> tables.get("a_OFFLINE").state().assessment().lagSource() == LagSource.CATALOG);
  }

  @Test
  void aDefectInOneTurnCostsThatTurnOnly() {
    start("broken_OFFLINE", "a_OFFLINE");
    await().until(() -> asked("broken_OFFLINE") >= 2);
    await().until(() -> asked("a_OFFLINE") >= 2);
  }

  @Test
  void aMovedCheckpointIsAskedAboutThoughTheLastQuestionIsNotOver() {
    start("hang_OFFLINE");
    await().until(() -> asked("hang_OFFLINE") == 1);
    FakeController controller = controllers.get("hang_OFFLINE");
    synchronized (controller) {
      controller.checkpoint = new Checkpoint.SnapshotId(8);
    }
    TablePoller table = tables.get("hang_OFFLINE");
    await()
        .until(() -> table
            .state()
            .observation()
            .checkpoint()
            .value()
            .equals(Optional.of(new Checkpoint.SnapshotId(8))));
    lake.release.countDown();
    await()
        .untilAsserted(() -> assertThat(lake.asked.get(lake.asked.size() - 1).checkpoint())
            .isEqualTo(new Checkpoint.SnapshotId(8)));
    assertThat(asked("hang_OFFLINE")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void closingInterruptsTheQuestionsUnderWay() {
    start("hang_OFFLINE");
    await().until(() -> asked("hang_OFFLINE") == 1);
    catalog.close();
    // A pool says that it has terminated a moment before its last thread has.
    await()
        .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
            .noneMatch(thread -> thread.getName().startsWith("source-lake-")));
  }
}
