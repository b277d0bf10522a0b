package io.icewatch.poll;

import io.icewatch.model.Answer;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.CatalogState;
import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.PollListener;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableListing;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The polling of all controllers and catalogs, each isolated from the others.
 *
 * <p>Who is polled may change at any time; who stays as he was notices nothing of it. Whoever is
 * polled is one of the fleet's, and nobody else is.
 */
public final class Poller implements AutoCloseable {
  private final Means means;
  private final Store store;
  private final Fleet fleet;
  private final PollListener listener;
  private final Clocks clocks;
  private final RandomGenerator random;
  private final Outlet outlet;
  private final Map<String, Station> stations = new LinkedHashMap<>();
  private final Map<String, CatalogPoller> catalogs = new ConcurrentHashMap<>();
  private Watched watched = Watched.nothing();
  private boolean started;
  private boolean closed;

  /**
   * A controller to look at once.
   *
   * @param client asks it
   * @param tables in their first state; there may be none
   */
  public record Target(ControllerSettings settings, Controller client, List<TableState> tables) {
    public Target {
      tables = List.copyOf(tables);
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

  /**
   * Who asks, by settings. What they make is the poller's to close; a client whose controller's
   * settings change or that is polled no more is left to end what it has under way.
   */
  public record Means(
      Function<ControllerSettings, Controller> controllers,
      Function<CatalogSettings, SourceCatalog> catalogs) {}

  /**
   * Polls nobody yet. What is found goes to the store first and then to the fleet.
   *
   * @param fleet of which the poller decides from now on who is in it
   */
  public Poller(
      Means means,
      Store store,
      Fleet fleet,
      PollListener listener,
      Clocks clocks,
      RandomGenerator random) {
    this.means = means;
    this.store = store;
    this.fleet = fleet;
    this.listener = listener;
    this.clocks = clocks;
    this.random = random;
    Outlet durable = new DurableOutlet(store, fleet);
    this.outlet = (before, after) -> {
      durable.settled(before, after);
      catalogOf(after).ifPresent(catalog -> catalog.noticed(after));
    };
  }

  /** Begins to poll who is to be watched by now. */
  public synchronized void start() {
    started = true;
    catalogs.values().forEach(CatalogPoller::start);
    stations.values().forEach(station -> station.turns().start());
  }

  /**
   * Polls these from now on, and nobody else. Once this has returned, nothing more is published of
   * who is not among them, and a table that joins has the history that was stored of it. A table
   * with other settings keeps what was observed; a controller with other settings keeps its tables;
   * a catalog with other settings is begun anew.
   *
   * @throws RuntimeException what the means throw; nothing has changed then
   */
  public synchronized void watch(Watched wanted) {
    if (closed) {
      return;
    }
    Difference<String, CatalogSettings> ofCatalogs =
        Difference.of(watched.catalogs(), wanted.catalogs(), CatalogSettings::name);
    Difference<String, ControllerSettings> ofControllers =
        Difference.of(watched.controllers(), wanted.controllers(), ControllerSettings::name);
    Difference<TableId, TableSettings> ofTables =
        Difference.of(watched.tables(), wanted.tables(), TableSettings::id);
    Fresh fresh = fresh(ofCatalogs, ofControllers);
    List<TableState> joining = ofTables.come().stream()
        .map(table -> TableState.initial(table, store.history(table.id())))
        .toList();

    retire(ofTables.gone());
    ofCatalogs
        .ended(CatalogSettings::name)
        .forEach(name -> removed(catalogs, name).retire());
    ofControllers.gone().forEach(name -> removed(stations, name).retire());
    fleet.change(
        new Fleet.Departures(
            ofTables.gone(), ofControllers.gone(), ofCatalogs.ended(CatalogSettings::name)),
        new Fleet.Arrivals(
            joining,
            ofControllers.come().stream()
                .map(controller -> ControllerState.initial(controller.name()))
                .toList(),
            fresh.catalogs().keySet().stream().map(CatalogState::initial).toList()));
    ofCatalogs.gone().forEach(listener::catalogLeft);
    ofControllers.gone().forEach(listener::controllerLeft);

    catalogs.putAll(fresh.catalogs());
    ofControllers
        .come()
        .forEach(controller ->
            stations.put(controller.name(), station(controller, fresh.client(controller))));
    ofControllers.changed().forEach(controller -> adopt(controller, fresh.client(controller)));
    rejoin(fresh.catalogs().keySet());
    ofTables.changed().forEach(this::adopt);
    join(joining, wanted);
    watched = wanted;
    if (started) {
      fresh.catalogs().values().forEach(CatalogPoller::start);
      ofControllers.come().forEach(controller -> of(controller.name()).turns().start());
    }
  }

  /**
   * Puts every question about a table in a turn of its own that comes at once, past its controller's
   * gate as ever. Who asks for the same table meanwhile waits for the same turn.
   *
   * @return completes with the state that the turn leaves; fails when the table is not polled. Empty
   *     when a quarter of the controller's budget has gone to such turns
   */
  public synchronized Optional<CompletableFuture<TableState>> askNow(TableId id) {
    Station station = stations.get(id.controller());
    TablePoller table = station == null ? null : station.tables().get(id);
    if (station == null || table == null) {
      return Optional.of(
          CompletableFuture.failedFuture(new IllegalArgumentException(id + ": not polled")));
    }
    if (!table.awaited() && !station.line().gate().outOfTurn()) {
      return Optional.empty();
    }
    CompletableFuture<TableState> asked = table.askNow();
    station.turns().hurry(table);
    return Optional.of(asked);
  }

  /** Who asks from now on, where somebody else did or nobody. */
  private record Fresh(Map<String, CatalogPoller> catalogs, Map<String, Controller> clients) {
    Controller client(ControllerSettings controller) {
      return Objects.requireNonNull(clients.get(controller.name()));
    }
  }

  private Fresh fresh(
      Difference<String, CatalogSettings> ofCatalogs,
      Difference<String, ControllerSettings> ofControllers) {
    Fresh fresh = new Fresh(new LinkedHashMap<>(), new HashMap<>());
    try {
      for (ControllerSettings each : both(ofControllers)) {
        fresh.clients().put(each.name(), means.controllers().apply(each));
      }
      for (CatalogSettings each : both(ofCatalogs)) {
        SourceCatalog client = means.catalogs().apply(each);
        fresh
            .catalogs()
            .put(each.name(), new CatalogPoller(each, client, clocks, listener, fleet::publish));
      }
      return fresh;
    } catch (RuntimeException e) {
      fresh.catalogs().values().forEach(CatalogPoller::retire);
      fresh.clients().values().forEach(Controller::close);
      throw e;
    }
  }

  private static <V> List<V> both(Difference<String, V> difference) {
    return Stream.concat(difference.come().stream(), difference.changed().stream())
        .toList();
  }

  private static <V> V removed(Map<String, V> all, String name) {
    return Objects.requireNonNull(all.remove(name));
  }

  private Station of(String controller) {
    return Objects.requireNonNull(stations.get(controller));
  }

  private TablePoller of(TableId id) {
    return Objects.requireNonNull(of(id.controller()).tables().get(id));
  }

  /** Says it to all before it waits for the first: what they have under way ends meanwhile. */
  private void retire(Set<TableId> gone) {
    List<TablePoller> retired = gone.stream().map(this::of).toList();
    retired.forEach(TablePoller::retire);
    for (TablePoller table : retired) {
      TableState last = table.state();
      Station station = of(last.id().controller());
      station.tables().remove(last.id());
      station.turns().remove(table);
      catalogOf(last).ifPresent(catalog -> catalog.remove(last.id()));
      var unused = table.settledState();
    }
  }

  private Station station(ControllerSettings settings, Controller client) {
    int budget = settings.limits().requestsPerSecond();
    Gate gate = new Gate(settings.name(), budget, clocks, listener, fleet::publish);
    return new Station(
        new Line(client, gate),
        new ControllerPoller(
            settings.name(),
            settings.limits().maxConcurrent(),
            clocks.nanos(),
            table -> listener.skipped(table.state().id())));
  }

  private void adopt(ControllerSettings next, Controller client) {
    Station station = of(next.name());
    if (station.adopt(settings(watched, next.name()), next, client, clocks)) {
      List<TablePoller> all = List.copyOf(station.tables().values());
      station.turns().restart(all, spread(next, all.size()));
    }
  }

  private void adopt(TableSettings next) {
    TablePoller table = of(next.id());
    TableState before = table.state();
    boolean sameSource = before.settings().source().equals(next.source());
    if (!sameSource) {
      catalogOf(before).ifPresent(catalog -> catalog.remove(next.id()));
    }
    table.adopt(next);
    of(next.id().controller()).turns().reschedule(table);
    if (!sameSource) {
      catalogOf(table.state()).ifPresent(catalog -> catalog.add(table));
    }
  }

  /** Tells catalogs that were begun anew of the tables that stayed and name them. */
  private void rejoin(Set<String> begun) {
    for (Station station : stations.values()) {
      for (TablePoller table : station.tables().values()) {
        table
            .state()
            .settings()
            .source()
            .map(SourceSettings::catalog)
            .filter(begun::contains)
            .flatMap(name -> Optional.ofNullable(catalogs.get(name)))
            .ifPresent(catalog -> catalog.add(table));
      }
    }
  }

  private void join(List<TableState> joining, Watched wanted) {
    Map<String, List<TablePoller>> byController = joining.stream()
        .map(table ->
            new TablePoller(table, of(table.id().controller()).line(), outlet, clocks.wall()))
        .collect(Collectors.groupingBy(
            table -> table.state().id().controller(), LinkedHashMap::new, Collectors.toList()));
    byController.forEach((name, tables) -> {
      Station station = of(name);
      for (TablePoller table : tables) {
        station.tables().put(table.state().id(), table);
        catalogOf(table.state()).ifPresent(catalog -> catalog.add(table));
      }
      station.turns().add(tables, spread(settings(wanted, name), tables.size()));
    });
  }

  private static ControllerSettings settings(Watched watched, String controller) {
    return watched.controllers().stream()
        .filter(each -> each.name().equals(controller))
        .findFirst()
        .orElseThrow();
  }

  private Spread spread(ControllerSettings settings, int tables) {
    return new Spread(
        Math.max(1, tables), random.nextDouble(), settings.limits().requestsPerSecond());
  }

  private Optional<CatalogPoller> catalogOf(TableState table) {
    return table
        .settings()
        .source()
        .map(SourceSettings::catalog)
        .flatMap(name -> Optional.ofNullable(catalogs.get(name)));
  }

  /**
   * Asks a controller which tables it has, as every other question to it is asked.
   *
   * @throws InterruptedException when the thread was interrupted while waiting for the budget
   */
  public Answer<TableListing> list(String controller, Duration timeout)
      throws InterruptedException {
    Optional<Station> station = station(controller);
    return station.isPresent()
        ? station.get().line().ask(Endpoint.TABLES, timeout, client -> client.tables(timeout))
        : new Answer.Failed<>(new Failure.NotAsked("the controller is polled no more"));
  }

  /** Shows how the discovery of a controller's tables stands; nobody's who is not polled. */
  public void discovered(String controller, Optional<DiscoveryState> state) {
    station(controller).ifPresent(station -> station.line().gate().discovered(state));
  }

  private synchronized Optional<Station> station(String controller) {
    return Optional.ofNullable(stations.get(controller));
  }

  /** Stops all polling, breaks off what is in flight and waits a little for the last turns. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Collection<CatalogPoller> allCatalogs = List.copyOf(catalogs.values());
    List<Station> all = new ArrayList<>(stations.values());
    allCatalogs.forEach(CatalogPoller::stop);
    all.forEach(station -> station.turns().stop());
    all.forEach(station -> station.line().client().close());
    allCatalogs.forEach(CatalogPoller::close);
    all.forEach(station -> station.turns().close());
  }
}
