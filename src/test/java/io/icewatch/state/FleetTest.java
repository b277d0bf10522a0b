package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.History;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final TableState A = table("a", "t_OFFLINE", 0);
  private static final TableState B = table("b", "s_OFFLINE", 0);
  private static final ControllerState PROD = ControllerState.initial("prod");

  @Test
  void theSnapshotListsTablesAndControllersInOrder() {
    TableState b2 = table("b", "a_OFFLINE", 0);
    ControllerState lab = ControllerState.initial("lab");
    Snapshot snapshot = new Fleet(List.of(B, b2, A), List.of(PROD, lab)).snapshot();
    assertThat(snapshot.tables()).containsExactly(A, b2, B);
    assertThat(snapshot.controllers()).containsExactly(lab, PROD);
  }

  @Test
  void theSnapshotIsTheSameObjectWhileNothingChanges() {
    Fleet fleet = new Fleet(List.of(A, B), List.of(PROD));
    Snapshot first = fleet.snapshot();
    fleet.publish(A);
    assertThat(fleet.snapshot()).isSameAs(first);
  }

  @Test
  void aPublishedStateIsInTheNextSnapshotAndTheOthersAreTheSameObjects() {
    Fleet fleet = new Fleet(List.of(A, B), List.of(PROD));
    Snapshot first = fleet.snapshot();
    TableState next = table("a", "t_OFFLINE", 1);
    fleet.publish(next);
    Snapshot second = fleet.snapshot();
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(second.tables().get(0)).isSameAs(next).isSameAs(fleet.table(A.id()));
    assertThat(second.tables().get(1)).isSameAs(B);
    assertThat(first.tables()).containsExactly(A, B);
  }

  @Test
  void aPublishedControllerIsInTheNextSnapshot() {
    Fleet fleet = new Fleet(List.of(A), List.of(PROD));
    Snapshot first = fleet.snapshot();
    ControllerState open =
        new ControllerState("prod", true, BreakerState.OPEN, Optional.of(Duration.ZERO));
    fleet.publish(open);
    assertThat(fleet.snapshot().controllers()).containsExactly(open);
    assertThat(fleet.snapshot().version()).isGreaterThan(first.version());
  }

  @Test
  void whatIsPublishedOfSomebodyWhoIsNotWatchedIsDropped() {
    Fleet fleet = new Fleet(List.of(A), List.of(PROD));
    Snapshot before = fleet.snapshot();
    fleet.publish(B);
    fleet.publish(ControllerState.initial("lab"));
    fleet.publish(CatalogState.initial("pond"));
    assertThat(fleet.snapshot()).isSameAs(before);
    assertThat(fleet.watches(A.id())).isTrue();
    assertThat(fleet.watches(B.id())).isFalse();
    assertThatThrownBy(() -> fleet.table(B.id()))
        .hasMessage("table: b/s_OFFLINE (expected: one of the 1 being watched)");
  }

  @Test
  void whatComesTwiceIsRefusedByName() {
    assertThatThrownBy(() -> new Fleet(List.of(A, B, A), List.of()))
        .hasMessage("table: a/t_OFFLINE comes twice (expected: once)");
    assertThatThrownBy(() -> new Fleet(List.of(A), List.of(PROD, PROD)))
        .hasMessage("controller: prod comes twice (expected: once)");
  }

  @Test
  void snapshotsNeverGoBackWhilePublishersRace() throws Exception {
    int tables = 40;
    int writers = 3;
    List<TableState> initial = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      initial.add(table("c", "t" + i, 0));
    }
    Fleet fleet = new Fleet(initial, List.of(PROD));
    Map<Long, Snapshot> byVersion = new ConcurrentHashMap<>();
    CountDownLatch running = new CountDownLatch(writers);
    List<Callable<Void>> work = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int first = w;
      work.add(() -> {
        for (int step = 1; step <= 2000; step++) {
          for (int t = first; t < tables; t += writers) {
            TableState next = table("c", "t" + t, step);
            fleet.publish(next);
            if (t % 7 == 0) {
              assertThat(position(fleet.snapshot(), next.id())).isGreaterThanOrEqualTo(step);
            }
          }
        }
        running.countDown();
        return null;
      });
    }
    for (int r = 0; r < 3; r++) {
      work.add(() -> {
        Snapshot last = fleet.snapshot();
        while (running.getCount() > 0) {
          Snapshot next = fleet.snapshot();
          Snapshot same = byVersion.putIfAbsent(next.version(), next);
          assertThat(same == null || same == next).isTrue();
          assertNotBefore(last, next);
          last = next;
        }
        return null;
      });
    }
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Void> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fleet.snapshot().tables())
        .allSatisfy(table -> assertThat(position(table)).isEqualTo(2000));
  }

  @Test
  void aPublishedCatalogIsInTheNextSnapshot() {
    Fleet fleet = new Fleet(List.of(A), List.of(PROD), List.of(CatalogState.initial("lake")));
    long before = fleet.snapshot().version();
    CatalogState open = new CatalogState("lake", true, BreakerState.OPEN);
    fleet.publish(open);
    assertThat(fleet.snapshot().catalogs()).containsExactly(open);
    assertThat(fleet.snapshot().version()).isGreaterThan(before);
  }

  @Test
  void whoComesIsSortedInAndWhoGoesIsGone() {
    Fleet fleet = new Fleet(List.of(B), List.of(PROD));
    Snapshot before = fleet.snapshot();
    fleet.change(
        new Fleet.Departures(Set.of(B.id()), Set.of("prod"), Set.of("not there")),
        new Fleet.Arrivals(
            List.of(table("c", "x", 3), A),
            List.of(ControllerState.initial("lab"), ControllerState.initial("east")),
            List.of(CatalogState.initial("lake"))));
    Snapshot after = fleet.snapshot();
    assertThat(after.version()).isGreaterThan(before.version());
    assertThat(after.tables()).containsExactly(A, table("c", "x", 3));
    assertThat(after.controllers())
        .containsExactly(ControllerState.initial("east"), ControllerState.initial("lab"));
    assertThat(after.catalogs()).containsExactly(CatalogState.initial("lake"));
    assertThat(before.tables()).containsExactly(B);
  }

  @Test
  void whoGoesAndComesAtOnceBeginsAnewAndWhoStaysIsTheSameObject() {
    Fleet fleet = new Fleet(List.of(A, B), List.of(PROD));
    fleet.publish(table("a", "t_OFFLINE", 5));
    fleet.change(
        new Fleet.Departures(Set.of(A.id()), Set.of(), Set.of()),
        new Fleet.Arrivals(List.of(A), List.of(), List.of()));
    assertThat(fleet.snapshot().tables().get(0)).isSameAs(A);
    assertThat(fleet.snapshot().tables().get(1)).isSameAs(B);
  }

  @Test
  void aChangeThatBringsSomebodyTwiceChangesNothing() {
    Fleet fleet = new Fleet(List.of(A, B), List.of(PROD));
    Snapshot before = fleet.snapshot();
    assertThatThrownBy(() -> fleet.change(
            new Fleet.Departures(Set.of(B.id()), Set.of(), Set.of()),
            new Fleet.Arrivals(List.of(A), List.of(), List.of())))
        .hasMessage("table: a/t_OFFLINE comes twice (expected: once)");
    assertThat(fleet.snapshot()).isSameAs(before);
  }

  @Test
  void publishersAndMembersThatChangeLoseNothingOfWhoStays() throws Exception {
    Fleet fleet = new Fleet(List.of(A), List.of(PROD));
    int steps = 3000;
    CountDownLatch publishing = new CountDownLatch(1);
    List<Callable<Void>> work = new ArrayList<>();
    work.add(() -> {
      for (int step = 1; step <= steps; step++) {
        fleet.publish(table("a", "t_OFFLINE", step));
        fleet.publish(table("b", "s_OFFLINE", step));
        assertThat(position(fleet.snapshot(), A.id())).isEqualTo(step);
      }
      publishing.countDown();
      return null;
    });
    work.add(() -> {
      Fleet.Departures nobody = new Fleet.Departures(Set.of(), Set.of(), Set.of());
      Fleet.Departures gone = new Fleet.Departures(Set.of(B.id()), Set.of(), Set.of());
      while (publishing.getCount() > 0) {
        fleet.change(nobody, new Fleet.Arrivals(List.of(B), List.of(), List.of()));
        assertThat(fleet.snapshot().tables()).hasSize(2);
        fleet.change(gone, new Fleet.Arrivals(List.of(), List.of(), List.of()));
        assertThat(fleet.snapshot().tables()).hasSize(1);
      }
      return null;
    });
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<Void> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertNotBefore(Snapshot last, Snapshot next) {
    assertThat(next.version()).isGreaterThanOrEqualTo(last.version());
    for (int i = 0; i < last.tables().size(); i++) {
      if (position(next.tables().get(i)) < position(last.tables().get(i))) {
        throw new AssertionError(next.tables().get(i).id() + " went back");
      }
    }
  }

  private static long position(Snapshot snapshot, TableId id) {
    return snapshot.tables().stream()
        .filter(table -> table.id().equals(id))
        .mapToLong(FleetTest::position)
        .sum();
  }

  private static long position(TableState table) {
    return table.history().checkpointRegressions();
  }

  private static TableState table(String controller, String name, long step) {
    History history = new History(
        Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of(), Optional.empty(), step);
    return TableState.initial(TableSettings.defaults(new TableId(controller, name)), history);
  }
}
