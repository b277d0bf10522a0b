package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");

  @TempDir
  Path directory;

  private final Recorded recorded = new Recorded();

  @Test
  void aNewStoreHoldsNothingAndIsItsOwnersAlone() throws Exception {
    try (Store store = open()) {
      assertThat(store.load()).isEmpty();
      assertThat(store.problem()).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void randomHistoriesAreReadBackAsTheyWereSaved() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Map<TableId, History> saved = new HashMap<>();
      for (int opening = 0; opening < 4; opening++) {
        try (Store store = open()) {
          assertThat(store.load()).as("seed %s opening %s", seed, opening).isEqualTo(saved);
          for (int step = 0; step < 25; step++) {
            TableId id = new TableId("c", "t" + random.nextInt(4));
            History next = Histories.next(saved.getOrDefault(id, History.none()), random);
            CompletableFuture<Void> durable = store.save(id, next);
            saved.put(id, next);
            assertThat(store.history(id)).isEqualTo(next);
            if (random.nextBoolean()) {
              durable.join();
            }
          }
        }
      }
      Files.delete(file());
    }
  }

  @Test
  void aLongCountHistoryMovesThroughItsWindow() throws Exception {
    Random random = new Random(3);
    History history = History.none();
    try (Store store = open()) {
      for (int step = 0; step < 400; step++) {
        history = Histories.next(history, random);
        store.save(ORDERS, history).join();
        assertThat(store.load()).containsExactly(Map.entry(ORDERS, history));
      }
    }
    try (Store store = open()) {
      assertThat(store.load()).containsExactly(Map.entry(ORDERS, history));
    }
  }

  @Test
  void timesAreKeptToTheMillisecondAndThoseBeyondItAtItsEnds() throws Exception {
    try (Store store = open()) {
      store
          .save(ORDERS, success(Instant.ofEpochSecond(5, 6_999_999), Instant.MAX))
          .join();
    }
    try (Store store = open()) {
      assertThat(store.load().get(ORDERS))
          .isEqualTo(
              success(Instant.ofEpochSecond(5, 6_000_000), Instant.ofEpochMilli(Long.MAX_VALUE)));
    }
  }

  @Test
  void savesOfOneTableThatWaitTogetherBecomeTheLastOne() throws Exception {
    History last = History.none();
    try (Store store = open()) {
      List<CompletableFuture<Void>> durable = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        last = success(Instant.ofEpochMilli(i), Instant.ofEpochMilli(i + 1));
        durable.add(store.save(ORDERS, last));
      }
      CompletableFuture.allOf(durable.toArray(CompletableFuture[]::new)).join();
      assertThat(store.load().get(ORDERS)).isEqualTo(last);
      assertThat(recorded.writes.get()).isBetween(1, 4999);
    }
    try (Store store = open()) {
      assertThat(store.load().get(ORDERS)).isEqualTo(last);
    }
  }

  @Test
  void aHistoryThatIsStoredAlreadyIsDurableWithoutAWrite() throws Exception {
    try (Store store = open()) {
      store.save(ORDERS, success(Instant.EPOCH, Instant.EPOCH)).join();
      int writes = recorded.writes.get();
      store.save(ORDERS, success(Instant.EPOCH, Instant.EPOCH)).join();
      assertThat(recorded.writes.get()).isEqualTo(writes);
    }
  }

  @Test
  void closingMakesDurableWhatIsQueuedAndRefusesWhatComesAfter() throws Exception {
    Store store = open();
    List<CompletableFuture<Void>> durable = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      TableId id = new TableId("c", "t" + i);
      durable.add(store.save(id, success(Instant.EPOCH, Instant.EPOCH)));
    }
    store.close();
    assertThat(durable).allSatisfy(future -> assertThat(future).isCompleted());
    assertThatThrownBy(() -> store.save(ORDERS, History.none()).join())
        .hasRootCauseInstanceOf(StoreException.class)
        .hasMessageContaining("prod/orders_OFFLINE came after the store was closed");
    try (Store again = open()) {
      assertThat(again.load()).hasSize(500);
    }
  }

  @Test
  void aFullDiskIsAProblemUntilThereIsRoomAndNothingIsForgotten() throws Exception {
    Database database = Database.open(file());
    try (Store store = Store.start(database, recorded)) {
      store.save(ORDERS, success(Instant.EPOCH, Instant.EPOCH)).join();
      limitPages(database, 1);
      Map<TableId, History> all = new HashMap<>();
      Random random = new Random(5);
      List<CompletableFuture<Void>> durable = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        TableId id = new TableId("c", "t" + i % 150);
        all.put(id, Histories.next(all.getOrDefault(id, History.none()), random));
        durable.add(store.save(id, all.get(id)));
      }
      await().until(() -> store.problem().isPresent());
      assertThat(store.problem().orElseThrow()).contains(file() + ": ", "SQLITE_FULL");
      assertThatThrownBy(() -> durable.get(299).join())
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining(recorded.failures.get(0));
      assertThat(store.save(ORDERS, History.none())).isCompletedExceptionally();
      all.put(ORDERS, History.none());

      limitPages(database, 100_000);
      await().until(() -> store.problem().isEmpty());
      await().until(() -> store.load().equals(all));
    }
    try (Store store = open()) {
      assertThat(store.load()).hasSize(151);
    }
  }

  @Test
  void aFileThatIsRemovedIsAProblemUntilItIsBack() throws Exception {
    aPathThatLeadsElsewhereIsAProblem(file(), "removed while in use");
  }

  @Test
  void aLogThatIsRemovedIsAProblemUntilItIsBack() throws Exception {
    aPathThatLeadsElsewhereIsAProblem(log(), "removed while in use");
  }

  private void aPathThatLeadsElsewhereIsAProblem(Path path, String words) throws Exception {
    Path away = directory.resolve("away");
    History late = success(Instant.EPOCH, Instant.EPOCH.plusMillis(7));
    try (Store store = open()) {
      store.save(ORDERS, History.none()).join();
      Files.move(path, away);
      assertThat(store.save(ORDERS, late)).failsWithin(Duration.ofSeconds(30));
      assertThat(store.problem().orElseThrow()).startsWith(path + ": ").contains(words);
      assertThat(recorded.failures).isNotEmpty();
      Files.move(away, path);
      await().until(() -> store.problem().isEmpty());
      assertThat(store.load().get(ORDERS)).isEqualTo(late);
    }
    try (Store store = open()) {
      assertThat(store.load().get(ORDERS)).isEqualTo(late);
    }
  }

  @Test
  void anotherFileInItsPlaceIsAProblemAndIsNotWritten() throws Exception {
    try (Store store = open()) {
      store.save(ORDERS, History.none()).join();
      Files.move(file(), directory.resolve("away"));
      Files.writeString(file(), "another");
      assertThat(store.save(ORDERS, success(Instant.EPOCH, Instant.EPOCH)))
          .failsWithin(Duration.ofSeconds(30));
      assertThat(store.problem().orElseThrow())
          .isEqualTo(file()
              + ": replaced by another file while in use."
              + " Put the first one back, or restart.");
    }
    assertThat(file()).hasContent("another");
  }

  @Test
  void aFileThatIsMadeReadOnlyIsAProblemUntilItIsWritable() throws Exception {
    History late = success(Instant.EPOCH, Instant.EPOCH.plusMillis(7));
    try (Store store = open()) {
      store.save(ORDERS, History.none()).join();
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
      assertThat(store.save(ORDERS, late)).failsWithin(Duration.ofSeconds(30));
      assertThat(store.problem().orElseThrow()).contains("made read-only while in use");
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
      await().until(() -> store.problem().isEmpty());
      assertThat(store.load().get(ORDERS)).isEqualTo(late);
    }
  }

  @Test
  void aStoreWhoseThreadDiesSaysSoAndLeavesNobodyWaiting() throws Exception {
    StoreListener throwing = new StoreListener() {
      @Override
      public void wrote() {
        throw new IllegalStateException("a listener that breaks its promise");
      }

      @Override
      public void failed(String problem) {}
    };
    try (Store store = Store.open(file(), throwing)) {
      assertThat(store.save(ORDERS, History.none())).failsWithin(Duration.ofSeconds(30));
      await().dontCatchUncaughtExceptions().until(() -> store.problem().isPresent());
      assertThat(store.problem()).contains(file() + ": the store is closed");
      assertThat(store.save(ORDERS, History.none())).isCompletedExceptionally();
    }
  }

  private static void limitPages(Database database, int pages) throws Exception {
    try (var statement = database.connection().createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  private static History success(Instant start, Instant end) {
    FinishedRun run = new FinishedRun(
        start, Optional.of(end), RunResult.COMPLETED, 1, 1, Optional.empty(), Optional.empty());
    return new History(
        Optional.of(run),
        Optional.empty(),
        List.of(run),
        Map.of(RunResult.COMPLETED, 1L),
        List.of(),
        Optional.empty(),
        0);
  }

  private Store open() throws StoreException {
    return Store.open(file(), recorded);
  }

  private Path file() {
    return directory.resolve("icewatch.db");
  }

  private Path log() {
    return directory.resolve("icewatch.db-wal");
  }
}
