package io.icewatch.poll;

import io.icewatch.assess.OneLook;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.ControllerState;
import io.icewatch.model.PollListener;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** One look at every table, for a command that prints what it saw and ends. */
public final class OnePass {
  private OnePass() {}

  /**
   * Asks every question about every table once, within each controller's limits, and then its
   * catalog; nothing is stored.
   *
   * @throws InterruptedException when the look was broken off
   */
  public static Snapshot over(
      List<Poller.Target> targets,
      List<Poller.Source> sources,
      PollListener listener,
      Poller.Clocks clocks)
      throws InterruptedException {
    Map<String, CatalogPoller> catalogs = new HashMap<>();
    Map<String, CatalogState> catalogStates = new ConcurrentSkipListMap<>();
    for (Poller.Source source : sources) {
      String name = source.settings().name();
      catalogStates.put(name, CatalogState.initial(name));
      catalogs.put(
          name,
          new CatalogPoller(
              source.settings(),
              source.client(),
              clocks,
              listener,
              state -> catalogStates.put(name, state)));
    }
    List<TableState> tables = new ArrayList<>();
    List<ControllerState> controllers = new ArrayList<>();
    for (Poller.Target target : targets) {
      ControllerSettings settings = target.settings();
      AtomicReference<ControllerState> state =
          new AtomicReference<>(ControllerState.initial(settings.name()));
      Gate gate = new Gate(
          settings.name(), settings.limits().requestsPerSecond(), clocks, listener, state::set);
      tables.addAll(turns(target, catalogs, gate, clocks));
      controllers.add(state.get());
    }
    tables.sort(Comparator.comparing(TableState::id));
    return new Snapshot(1, tables, controllers, List.copyOf(catalogStates.values()));
  }

  private static List<TableState> turns(
      Poller.Target target, Map<String, CatalogPoller> catalogs, Gate gate, Poller.Clocks clocks)
      throws InterruptedException {
    List<Callable<TableState>> turns = new ArrayList<>();
    for (TableState table : target.tables()) {
      TablePoller poller =
          new TablePoller(table, target.client(), gate, (before, after) -> {}, clocks.wall());
      turns.add(() -> {
        poller.turn();
        Optional<CatalogPoller> catalog =
            table.settings().source().map(SourceSettings::catalog).map(catalogs::get);
        if (catalog.isPresent()) {
          catalog.get().turns(poller).turn();
        }
        return OneLook.judged(poller.state(), clocks.wall().instant());
      });
    }
    int threads = Math.max(1, Math.min(target.settings().limits().maxConcurrent(), turns.size()));
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<TableState> seen = new ArrayList<>();
      for (Future<TableState> turn : workers.invokeAll(turns)) {
        seen.add(turn.get());
      }
      return seen;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
