package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogState;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.History;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.LagSource;
import io.icewatch.model.Position;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceTurnsTest {
  private static final TableSettings USUAL =
      TableSettings.defaults(new TableId("prod", "orders_OFFLINE"));
  private static final SourceTable ORDERS = new SourceTable("lake", "sales.orders", "main");

  private final ManualClock clock = new ManualClock();
  private final FakeController controller = new FakeController();
  private final FakeCatalog catalog = new FakeCatalog();
  private final QuietListener listener = new QuietListener();
  private final List<CatalogState> catalogs = new ArrayList<>();
  private final List<TableState> published = new ArrayList<>();
  private final TablePoller table = new TablePoller(
      TableState.initial(
          new TableSettings(
              USUAL.id(), USUAL.poll(), USUAL.lag(), USUAL.runs(), Optional.of(ORDERS)),
          History.none()),
      controller,
      new Gate("prod", 1000, clock.clocks(), listener, state -> {}),
      (before, after) -> published.add(after),
      clock);
  private final SourceTurns turns = new SourceTurns(
      table,
      ORDERS,
      catalog,
      new CatalogGate("lake", clock.clocks(), listener, catalogs::add),
      Duration.ofSeconds(25),
      clock);

  private void ingested(long snapshot) throws InterruptedException {
    controller.checkpoint = new Checkpoint.SnapshotId(snapshot);
    controller.filesBySnapshot.put(snapshot, 4L);
    controller.files = 4;
    controller.run = FakeController.completed(clock.instant(), clock.instant(), snapshot);
    table.turn();
  }

  private Position behind(Duration lag) {
    return new Position.Behind(SourceViews.waiting(3, clock.instant().minus(lag)));
  }

  private void answer(Position position) {
    catalog.answer = SourceViews.answer(SourceViews.at(position, clock.instant()));
  }

  @Test
  void withoutACheckpointThereIsNothingToAsk() throws InterruptedException {
    assertThat(turns.turn()).isEmpty();
    assertThat(catalog.asked).isEmpty();
    controller.failures.put(Endpoint.CHECKPOINT, new Failure.NotCatalogTable("raw files"));
    table.turn();
    assertThat(turns.causedBy(table.state())).isFalse();
  }

  private final SourceTurns byTask = new SourceTurns(
      table,
      new SourceByTask("lake", Optional.empty()),
      catalog,
      new CatalogGate("lake", clock.clocks(), listener, catalogs::add),
      Duration.ofSeconds(25),
      clock);

  private void taskNames(String iceberg) {
    controller.config = new TableConfig(Optional.of(new IngestionTask(
        Optional.empty(), Optional.of("catalog"), Map.of("iceberg.table.name", iceberg))));
  }

  @Test
  void theTableIsTheOneThatItsOwnTaskNames() throws InterruptedException {
    taskNames("sales.returns");
    ingested(7);
    answer(behind(Duration.ofSeconds(40)));
    assertThat(byTask.causedBy(table.state())).isTrue();
    byTask.turn();
    assertThat(catalog.asked.get(0).table()).isEqualTo("sales.returns");
    assertThat(byTask.causedBy(table.state())).isFalse();

    taskNames("sales.refunds");
    clock.advance(Duration.ofMinutes(10));
    table.turn();
    assertThat(byTask.causedBy(table.state())).isTrue();
    byTask.turn();
    assertThat(catalog.asked.get(1).table()).isEqualTo("sales.refunds");
  }

  @Test
  void aTaskThatNamesNoTableIsSaidToAndAsksNothing() throws InterruptedException {
    taskNames("returns");
    ingested(7);
    assertThat(byTask.turn()).isEmpty();
    assertThat(catalog.asked).isEmpty();
    assertThat(table.state().assessment().reason())
        .contains("not by the catalog: ", "names table returns without a namespace");
    assertThat(byTask.causedBy(table.state())).isFalse();
  }

  @Test
  void aConfigThatCannotBeReadIsTheReasonWhyNothingIsAsked() throws InterruptedException {
    controller.failures.put(Endpoint.TABLE_CONFIG, new Failure.Denied(403, "HTTP 403: no READ"));
    ingested(7);
    assertThat(byTask.turn()).isEmpty();
    assertThat(catalog.asked).isEmpty();
    assertThat(table.state().assessment().reason())
        .contains("the table's config was not read: HTTP 403: no READ");
    controller.failures.clear();
    taskNames("sales.returns");
    clock.advance(Duration.ofMinutes(10));
    table.turn();
    assertThat(byTask.causedBy(table.state())).isTrue();
  }

  @Test
  void theAnswerIsPublishedAtOnceAndIsTheLag() throws InterruptedException {
    ingested(7);
    answer(behind(Duration.ofSeconds(40)));
    turns.turn();
    assertThat(published).hasSize(2);
    TableState now = published.get(1);
    assertThat(now.assessment().lagSource()).isEqualTo(LagSource.CATALOG);
    assertThat(now.lag(clock.instant())).contains(Duration.ofSeconds(40));
    assertThat(now.observation().status())
        .isEqualTo(published.get(0).observation().status());
  }

  @Test
  void aTurnOfTheControllerKeepsWhatTheCatalogSaid() throws InterruptedException {
    ingested(7);
    answer(behind(Duration.ofSeconds(40)));
    turns.turn();
    clock.advance(Duration.ofSeconds(15));
    table.turn();
    assertThat(table.state().assessment().lagSource()).isEqualTo(LagSource.CATALOG);
  }

  @Test
  void aMovedCheckpointIsCauseForAQuestionAndIsAskedWithWhatIsRemembered()
      throws InterruptedException {
    ingested(7);
    assertThat(turns.causedBy(table.state())).isTrue();
    turns.turn();
    assertThat(turns.causedBy(table.state())).isFalse();
    clock.advance(Duration.ofSeconds(15));
    ingested(8);
    assertThat(turns.causedBy(table.state())).isTrue();
    turns.turn();
    FakeCatalog.Asked last = catalog.asked.get(1);
    assertThat(last.checkpoint()).isEqualTo(new Checkpoint.SnapshotId(8));
    assertThat(last.remembered().orElseThrow().snapshotId()).isEqualTo(7);
  }

  @Test
  void anotherFileCountIsCauseForAQuestion() throws InterruptedException {
    ingested(7);
    turns.turn();
    controller.files = 5;
    clock.advance(Duration.ofSeconds(60));
    table.turn();
    assertThat(turns.causedBy(table.state())).isTrue();
  }

  @Test
  void aWaitingTableIsAskedSoonAndAQuietOneRarelyButBeforeItGoesStale()
      throws InterruptedException {
    ingested(7);
    answer(behind(Duration.ofDays(1)));
    assertThat(turns.turn()).contains(Duration.ofSeconds(15));
    answer(new Position.Current());
    assertThat(turns.turn()).contains(Duration.ofSeconds(15));
    clock.advance(Duration.ofMinutes(20));
    assertThat(turns.turn().orElseThrow()).isEqualTo(Duration.ofSeconds(63));
    clock.advance(Duration.ofDays(3));
    assertThat(turns.turn()).contains(Duration.ofSeconds(150));
  }

  @Test
  void aCatalogThatFailsIsAskedEverLessOftenUntilItAnswers() throws InterruptedException {
    ingested(7);
    catalog.answer = new CatalogAnswer.Denied("HTTP 403");
    assertThat(turns.turn()).contains(Duration.ofSeconds(30));
    assertThat(turns.turn()).contains(Duration.ofSeconds(60));
    assertThat(turns.turn()).contains(Duration.ofSeconds(120));
    assertThat(turns.turn()).contains(Duration.ofSeconds(150));
    assertThat(table.state().observation().source().up()).isFalse();
    answer(behind(Duration.ZERO));
    assertThat(turns.turn()).contains(Duration.ofSeconds(15));
  }

  @Test
  void aCatalogThatAsksForAPauseIsLeftAlone() throws InterruptedException {
    ingested(7);
    catalog.answer = new CatalogAnswer.Throttled(Optional.of(Duration.ofSeconds(90)), "HTTP 429");
    turns.turn();
    clock.advance(Duration.ofSeconds(89));
    turns.turn();
    assertThat(catalog.asked).hasSize(1);
    assertThat(table.state().observation().source().failure())
        .contains(new CatalogAnswer.NotAsked("catalog lake asked for a pause; 2s of it are left"));
    clock.advance(Duration.ofSeconds(2));
    turns.turn();
    assertThat(catalog.asked).hasSize(2);
    assertThat(listener.catalogOutcomes).containsExactly("throttled", "not_asked", "throttled");
  }

  @Test
  void aDeadCatalogOpensItsCircuit() throws InterruptedException {
    ingested(7);
    catalog.answer = new CatalogAnswer.Unreachable("connection refused");
    for (int i = 0; i < 20; i++) {
      turns.turn();
    }
    assertThat(catalog.asked).hasSize(5);
    clock.advance(Duration.ofSeconds(6));
    answer(new Position.Current());
    turns.turn();
    turns.turn();
    assertThat(catalog.asked).hasSize(7);
    assertThat(catalogs)
        .containsExactly(
            new CatalogState("lake", true, BreakerState.CLOSED),
            new CatalogState("lake", true, BreakerState.OPEN),
            new CatalogState("lake", true, BreakerState.HALF_OPEN),
            new CatalogState("lake", true, BreakerState.CLOSED));
  }
}
