package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.PollSettings;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(4), SECOND);
  private static final PollSettings CALM = new PollSettings(
      Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9), SECOND);
  private static final ControllerSettings PROD = controller("prod", "http://one", 4);
  private static final ControllerSettings LAB = controller("lab", "http://two", 4);
  private static final CatalogSettings LAKE = new CatalogSettings(
      "lake",
      "rest",
      Optional.empty(),
      Optional.empty(),
      Map.of(),
      Map.of(),
      new CatalogAuth.None(),
      new CatalogSettings.Limits(2, 20, SECOND, Duration.ofMinutes(1), 0));
  private static final Optional<SourceSettings> SOURCE =
      Optional.of(new SourceTable("lake", "sales.orders", "main"));

  @TempDir
  Path directory;

  private final Fleet fleet = new Fleet();
  private final QuietListener listener = new QuietListener();
  private final Map<String, Obliging> clients = new ConcurrentHashMap<>();
  private final List<FakeCatalog> lakes = new ArrayList<>();
  private Store store;
  private Poller poller;

  @BeforeEach
  void open() throws Exception {
    store = Store.open(directory.resolve("icewatch.db"), new StoreListener() {
      @Override
      public void wrote() {}

      @Override
      public void failed(String problem) {}
    });
    poller = new Poller(
        new Poller.Means(this::client, this::lake),
        store,
        fleet,
        listener,
        new Poller.Clocks(InstantSource.system(), System::nanoTime),
        new Random(7));
    poller.start();
  }

  @AfterEach
  void close() {
    poller.close();
    store.close();
  }

  private Obliging client(ControllerSettings settings) {
    if (settings.url().getHost().equals("impossible")) {
      throw new IllegalStateException("a client that cannot be made");
    }
    Obliging client = new Obliging(settings);
    clients.put(settings.name(), client);
    return client;
  }

  private FakeCatalog lake(CatalogSettings settings) {
    FakeCatalog lake = new FakeCatalog();
    lakes.add(lake);
    return lake;
  }

  private static ControllerSettings controller(String name, String url, int maxConcurrent) {
    Credentials none = new Credentials.None();
    return new ControllerSettings(
        name, URI.create(url), none, none, new ControllerLimits(maxConcurrent, 1000));
  }

  private static TableSettings table(String controller, String name, PollSettings poll) {
    TableSettings usual = TableSettings.defaults(new TableId(controller, name));
    return new TableSettings(usual.id(), poll, usual.lag(), usual.runs(), Optional.empty());
  }

  private static TableSettings withSource(TableSettings table, Optional<SourceSettings> source) {
    return new TableSettings(table.id(), table.poll(), table.lag(), table.runs(), source);
  }

  private void watch(List<ControllerSettings> controllers, TableSettings... tables) {
    poller.watch(new Watched(List.of(), controllers, List.of(tables)));
  }

  private int asked(String controller, String table) {
    return clients.get(controller).statuses.getOrDefault(table, 0);
  }

  private Stream<String> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(thread -> thread.equals(name) || thread.startsWith(name + "-"));
  }

  private TableState state(TableSettings table) {
    return fleet.table(table.id());
  }

  private void awaitSeen(TableSettings table) {
    await().until(() -> state(table).observation().files().askedAt().isPresent());
  }

  @Test
  void aTableThatJoinsIsPolledAndCostsTheOthersNoTurnOfTheirs() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    TableSettings b = table("prod", "b_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    TableState before = state(a);
    Obliging client = clients.get("prod");
    watch(List.of(PROD), b, a);
    awaitSeen(b);
    assertThat(state(a)).isSameAs(before);
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(1);
    assertThat(clients.get("prod")).isSameAs(client);
    assertThat(client.closed).isEmpty();
  }

  @Test
  void aTableIsAskedEverythingAtOnceWhenSomebodyWantsToKnow() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    clients.get("prod").snapshot = 8;
    TableState seen = poller.askNow(a.id()).orElseThrow().join();
    assertThat(seen.observation().checkpoint().value()).contains(new Checkpoint.SnapshotId(8));
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(2);
    assertThat(state(a)).isSameAs(seen);
  }

  @Test
  void whoAsksWhileATurnIsUnderWayWaitsForTheNextAndSharesIt() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    CountDownLatch release = new CountDownLatch(1);
    watch(List.of(PROD), a);
    awaitSeen(a);
    clients.get("prod").whenAsked = table -> awaited(release);
    CompletableFuture<TableState> first = poller.askNow(a.id()).orElseThrow();
    await().until(() -> asked("prod", "a_OFFLINE") == 2);
    CompletableFuture<TableState> second = poller.askNow(a.id()).orElseThrow();
    CompletableFuture<TableState> third = poller.askNow(a.id()).orElseThrow();
    third.cancel(false);
    release.countDown();
    first.join();
    second.join();
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(3);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void turnsThatPeopleWantTakeNoMoreThanTheirShareOfTheBudget() {
    ControllerSettings slow = new ControllerSettings(
        "prod", URI.create("http://one"), PROD.auth(), PROD.auth(), new ControllerLimits(4, 20));
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(slow), a);
    awaitSeen(a);
    int answered = 0;
    for (int i = 0; i < 50; i++) {
      Optional<CompletableFuture<TableState>> asked = poller.askNow(a.id());
      asked.ifPresent(CompletableFuture::join);
      answered += asked.isPresent() ? 1 : 0;
    }
    assertThat(answered).isBetween(5, 49);
    assertThat(poller.askNow(new TableId("prod", "none_OFFLINE")).orElseThrow())
        .isCompletedExceptionally();
  }

  @Test
  void aTableThatLeavesIsPolledNoMore() {
    TableSettings a = table("prod", "a_OFFLINE", BRISK);
    TableSettings b = table("prod", "b_OFFLINE", BRISK);
    watch(List.of(PROD), a, b);
    awaitSeen(a);
    awaitSeen(b);
    watch(List.of(PROD), b);
    int left = asked("prod", "a_OFFLINE");
    int stays = asked("prod", "b_OFFLINE");
    await().until(() -> asked("prod", "b_OFFLINE") >= stays + 2);
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(left);
    assertThat(fleet.snapshot().tables()).extracting(TableState::id).containsExactly(b.id());
  }

  @Test
  void aTurnUnderWayOfATableThatLeftIsNotPublishedAlsoWhenTheTableIsBack() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), table("prod", "b_OFFLINE", CALM));
    Obliging client = clients.get("prod");
    client.snapshot = 1;
    client.whenAsked = name -> {
      if (client.statuses.get(name) == 1 && name.equals("a_OFFLINE")) {
        begun.countDown();
        awaited(release);
      }
    };
    watch(List.of(PROD), table("prod", "b_OFFLINE", CALM), a);
    begun.await();
    watch(List.of(PROD), table("prod", "b_OFFLINE", CALM));
    assertThat(fleet.watches(a.id())).isFalse();
    client.snapshot = 2;
    watch(List.of(PROD), table("prod", "b_OFFLINE", CALM), a);
    awaitSeen(a);
    TableState back = state(a);
    client.snapshot = 3;
    release.countDown();
    // Of the turn under way the checkpoint comes after the status: it did end, and was not told.
    await().until(() -> client.checkpoints.get("a_OFFLINE") == 2);
    poller.close();
    assertThat(state(a)).isSameAs(back);
    assertThat(back.observation().checkpoint().value()).contains(new Checkpoint.SnapshotId(2));
    assertThat(store.history(a.id())).isEqualTo(back.history());
  }

  @Test
  void aTableThatComesBackHasItsHistory() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    assertThat(state(a).history().reached()).isPresent();
    TableState before = state(a);
    watch(List.of(PROD));
    watch(List.of(PROD), a);
    assertThat(state(a).history()).isEqualTo(before.history());
  }

  @Test
  void otherSettingsKeepWhatWasObservedAndJudgeItAtOnce() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    TableState before = state(a);
    TableSettings other = new TableSettings(
        a.id(),
        CALM,
        new LagThresholds(Duration.ofSeconds(1), Duration.ofSeconds(2)),
        a.runs(),
        Optional.empty());
    watch(List.of(PROD), other);
    assertThat(state(a).settings()).isEqualTo(other);
    assertThat(state(a).observation()).isSameAs(before.observation());
    assertThat(state(a).history()).isSameAs(before.history());
    watch(List.of(PROD), table("prod", "a_OFFLINE", BRISK));
    await().until(() -> asked("prod", "a_OFFLINE") >= 3);
  }

  @Test
  void aControllerMayHaveNoTablesYetAndGoesWithItsThreads() {
    watch(List.of(PROD, LAB));
    TableSettings b = table("lab", "b_OFFLINE", CALM);
    watch(List.of(PROD, LAB), b);
    awaitSeen(b);
    assertThat(threads("poll-lab")).isNotEmpty();
    watch(List.of(PROD));
    await().untilAsserted(() -> assertThat(threads("poll-lab")).isEmpty());
    assertThat(threads("poll-prod")).isNotEmpty();
    assertThat(listener.left).containsExactly("lab");
    assertThat(fleet.snapshot().controllers()).hasSize(1);
    assertThat(fleet.snapshot().tables()).isEmpty();
  }

  @Test
  void aControllerAtAnotherAddressIsAskedEverythingAnewAndKeepsItsTables() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    TableState before = state(a);
    Obliging first = clients.get("prod");
    watch(List.of(controller("prod", "http://elsewhere", 2)), a);
    assertThat(state(a).observation().checkpoint().value())
        .isEqualTo(before.observation().checkpoint().value());
    assertThat(fleet.snapshot().controllers().get(0).asked()).isTrue();
    Obliging second = clients.get("prod");
    assertThat(second).isNotSameAs(first);
    await().until(() -> second.checkpoints.getOrDefault("a_OFFLINE", 0) == 1);
    assertThat(first.closed).isEmpty();
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(1);
  }

  @Test
  void aTurnUnderWayAtTheAddressBeforeIsTakenAnewAtTheOther() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD));
    Obliging first = clients.get("prod");
    first.whenAsked = name -> {
      begun.countDown();
      awaited(release);
    };
    watch(List.of(PROD), a);
    begun.await();
    watch(List.of(controller("prod", "http://elsewhere", 4)), a);
    Obliging second = clients.get("prod");
    release.countDown();
    awaitSeen(a);
    assertThat(second.statuses).containsEntry("a_OFFLINE", 1);
    assertThat(first.statuses).containsEntry("a_OFFLINE", 1);
  }

  @Test
  void otherLimitsOfAControllerCostNoTurn() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    watch(List.of(controller("prod", "http://one", 9)), a, table("prod", "b_OFFLINE", CALM));
    awaitSeen(table("prod", "b_OFFLINE", CALM));
    assertThat(asked("prod", "a_OFFLINE")).isZero();
  }

  @Test
  void aCatalogIsAskedForWhoNamesItAndGoesWithItsThreads() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    TableSettings named = withSource(a, SOURCE);
    watch(List.of(PROD), a);
    awaitSeen(a);
    poller.watch(new Watched(List.of(LAKE), List.of(PROD), List.of(named)));
    await().until(() -> state(a).observation().source().up());
    assertThat(asked("prod", "a_OFFLINE")).isEqualTo(1);
    watch(List.of(PROD), a);
    assertThat(state(a).observation().source().askedAt()).isEmpty();
    await().untilAsserted(() -> assertThat(threads("source-lake")).isEmpty());
    assertThat(lakes.get(0).release.getCount()).isZero();
    assertThat(fleet.snapshot().catalogs()).isEmpty();
    assertThat(listener.left).containsExactly("lake");
  }

  @Test
  void aCatalogWithOtherSettingsIsBegunAnewAndWhatItSaidStays() {
    TableSettings named = withSource(table("prod", "a_OFFLINE", CALM), SOURCE);
    poller.watch(new Watched(List.of(LAKE), List.of(PROD), List.of(named)));
    await().until(() -> state(named).observation().source().up());
    CatalogSettings other = new CatalogSettings(
        "lake",
        "rest",
        Optional.of("http://elsewhere"),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new CatalogAuth.None(),
        LAKE.limits());
    poller.watch(new Watched(List.of(other), List.of(PROD), List.of(named)));
    assertThat(state(named).observation().source().view()).isPresent();
    await().until(() -> lakes.size() == 2 && lakes.get(1).asked.size() == 1);
  }

  @Test
  void whatCannotBeMadeChangesNothing() {
    TableSettings a = table("prod", "a_OFFLINE", CALM);
    watch(List.of(PROD), a);
    awaitSeen(a);
    TableState before = state(a);
    assertThatThrownBy(() -> watch(List.of(controller("east", "http://impossible", 1))))
        .hasMessage("a client that cannot be made");
    assertThat(fleet.snapshot().tables()).containsExactly(before);
    watch(List.of(PROD), table("prod", "b_OFFLINE", CALM), a);
    awaitSeen(table("prod", "b_OFFLINE", CALM));
  }

  @Test
  void aTableOfAControllerThatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> watch(List.of(PROD), table("lab", "a_OFFLINE", CALM)))
        .hasMessage("table: lab/a_OFFLINE (expected: one of the controllers [prod])");
  }
}
