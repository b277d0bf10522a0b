package io.icewatch.poll;

import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.PollListener;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableState;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The polling of all controllers and catalogs, each isolated from the others. */
public final class Poller implements AutoCloseable {
  private final List<ControllerPoller> controllers = new ArrayList<>();
  private final List<CatalogPoller> catalogs = new ArrayList<>();
  private final List<Controller> clients = new ArrayList<>();

  /**
   * A controller to poll.
   *
   * @param client asks it
   * @param tables as they were left by the last run of the daemon, at least one
   */
  public record Target(ControllerSettings settings, Controller client, List<TableState> tables) {
    public Target {
      tables = List.copyOf(tables);
      if (tables.isEmpty()) {
        throw new IllegalArgumentException(
            "controller " + settings.name() + ": no tables (expected: at least one)");
      }
    }
  }

  /**
   * A catalog to ask about the tables that name it.
   *
   * @param client asks it
   */
  public record Source(CatalogSettings settings, SourceCatalog client) {}

  /**
   * What time it is.
   *
   * @param wall stamps observations
   * @param nanos keeps the rhythm: monotonic, in nanoseconds
   */
  public record Clocks(InstantSource wall, LongSupplier nanos) {}

  private Poller() {}

  /** Starts polling. What is found goes to the store first and then to the fleet. */
  public static Poller start(
      List<Target> targets,
      List<Source> sources,
      Store store,
      Fleet fleet,
      PollListener listener,
      Clocks clocks,
      RandomGenerator random) {
    Poller poller = new Poller();
    Outlet durable = new DurableOutlet(store, fleet);
    Map<String, CatalogPoller> catalogs = new LinkedHashMap<>();
    for (Source source : sources) {
      catalogs.put(
          source.settings().name(),
          new CatalogPoller(source.settings(), source.client(), clocks, listener, fleet::publish));
    }
    poller.catalogs.addAll(catalogs.values());
    for (Target target : targets) {
      poller.clients.add(target.client());
      ControllerSettings settings = target.settings();
      int budget = settings.limits().requestsPerSecond();
      Gate gate = new Gate(settings.name(), budget, clocks, listener, fleet::publish);
      poller.controllers.add(new ControllerPoller(
          settings.name(),
          target.tables().stream()
              .map(table -> tablePoller(table, target.client(), gate, durable, clocks, catalogs))
              .toList(),
          settings.limits().maxConcurrent(),
          new Spread(target.tables().size(), random.nextDouble(), budget),
          clocks.nanos(),
          table -> listener.skipped(table.state().id())));
    }
    poller.catalogs.forEach(CatalogPoller::start);
    poller.controllers.forEach(ControllerPoller::start);
    return poller;
  }

  private static TablePoller tablePoller(
      TableState table,
      Controller client,
      Gate gate,
      Outlet outlet,
      Clocks clocks,
      Map<String, CatalogPoller> catalogs) {
    Optional<CatalogPoller> catalog =
        table.settings().source().map(SourceSettings::catalog).map(catalogs::get);
    if (catalog.isEmpty()) {
      return new TablePoller(table, client, gate, outlet, clocks.wall());
    }
    Outlet noticing = (before, after) -> {
      outlet.settled(before, after);
      catalog.get().noticed(after);
    };
    TablePoller poller = new TablePoller(table, client, gate, noticing, clocks.wall());
    catalog.get().add(poller);
    return poller;
  }

  /** Stops all polling, breaks off what is in flight and waits a little for the last turns. */
  @Override
  public void close() {
    catalogs.forEach(CatalogPoller::stop);
    controllers.forEach(ControllerPoller::stop);
    clients.forEach(Controller::close);
    catalogs.forEach(CatalogPoller::close);
    controllers.forEach(ControllerPoller::close);
  }
}
