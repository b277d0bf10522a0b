package io.icewatch;

import io.icewatch.catalog.IcebergSource;
import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Shown;
import io.icewatch.metrics.DaemonCollector;
import io.icewatch.metrics.DaemonMetrics;
import io.icewatch.metrics.Exposition;
import io.icewatch.metrics.ReloadMetrics;
import io.icewatch.metrics.TriggerMetrics;
import io.icewatch.metrics.WebCollector;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.History;
import io.icewatch.model.KnownTables;
import io.icewatch.model.PollListener;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.TableState;
import io.icewatch.poll.OnePass;
import io.icewatch.poll.Poller;
import io.icewatch.state.Fleet;
import io.icewatch.state.SqliteKnownTables;
import io.icewatch.state.Store;
import io.icewatch.state.StoreException;
import io.icewatch.trigger.AutoTrigger;
import io.icewatch.trigger.TriggerLoop;
import io.icewatch.web.ByHand;
import io.icewatch.web.Content;
import io.icewatch.web.ListenException;
import io.icewatch.web.WebEngine;
import io.icewatch.web.WebServer;
import io.icewatch.web.WebSettings;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon, put together: the composition root, and the one place that names the clock. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Poller.Clocks CLOCKS =
      new Poller.Clocks(InstantSource.system(), System::nanoTime);
  private static final Duration TRIGGER_PAUSE = Duration.ofSeconds(1);

  private final Fleet fleet;
  private final WebServer web;
  private final Optional<Reload> reload;
  private final Deque<AutoCloseable> parts;

  private Daemon(Fleet fleet, WebServer web, Optional<Reload> reload, Deque<AutoCloseable> parts) {
    this.fleet = fleet;
    this.web = web;
    this.reload = reload;
    this.parts = parts;
  }

  /** Something the daemon needs is not to be had; the message says what, and what was expected. */
  public static final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Starts everything; returns when requests are answered and polling has begun.
   *
   * @param version the program's, for {@code icewatch_build_info}
   * @throws StartException when the store or the address cannot be had; nothing is left running then
   */
  public static Daemon start(Configuration configuration, String version) throws StartException {
    return start(configuration, version, Optional.empty());
  }

  /**
   * The same by a file, which is read again when that is asked for.
   *
   * @param configuration what was in the file when it was loaded last
   * @throws StartException as above
   */
  public static Daemon start(Configuration configuration, String version, ConfigFile file)
      throws StartException {
    return start(configuration, version, Optional.of(file));
  }

  private static Daemon start(
      Configuration configuration, String version, Optional<ConfigFile> file)
      throws StartException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    WebEngine engine = WebEngine.begin();
    parts.push(engine);
    try {
      CollectorRegistry registry = new CollectorRegistry();
      DaemonMetrics metrics =
          new DaemonMetrics(registry, version, System.getProperty("java.version", "unknown"));
      Store store = Store.open(configuration.statePath(), metrics);
      parts.push(store);
      Fleet fleet = new Fleet();
      Clients clients = new Clients(CLOCKS.wall());
      Poller poller = new Poller(
          new Poller.Means(clients::open, Daemon::catalog),
          store,
          fleet,
          metrics,
          CLOCKS,
          new Random());
      parts.push(poller);
      Discovering discovering = Discovering.of(new SqliteKnownTables(store));
      Map<String, List<String>> known = discovering.last(configuration);
      Configuration complete = Roster.complete(configuration, known, discovering);
      Crew.watch(clients, poller, complete);
      ShortCooldowns cooldowns = new ShortCooldowns();
      cooldowns.look(complete, fleet.snapshot());
      registry.register(new DaemonCollector(fleet::snapshot, store::problem));
      DaemonMetrics.registerJvm(registry);
      Calls calls = new Calls();
      TriggerMetrics triggerMetrics = new TriggerMetrics(registry, fleet::watches);
      Optional<AutoTrigger> trigger = Acting.trigger(
          complete, store, fleet::snapshot, clients.starters(), calls, triggerMetrics, CLOCKS);
      AccessProbe probe = Acting.probe();
      parts.push(probe);
      probe.watch(Acting.probed(complete, clients.clients()));
      registry.register(Acting.collector(trigger, store, probe, configuration, CLOCKS.wall()));
      Optional<ByHand> byHand = trigger.map(TriggerDesk::new);
      Paging paging =
          Paging.of(configuration.alerts(), fleet, trigger, store, registry, CLOCKS.wall());
      Scrapes scrapes = new Scrapes(
          checkpointInfo ->
              new Exposition(fleet::snapshot, CLOCKS.wall(), registry, checkpointInfo),
          configuration.checkpointInfo());
      Crew crew = new Crew(
          clients,
          poller,
          fleet::snapshot,
          trigger,
          cooldowns,
          triggerMetrics,
          probe,
          paging,
          scrapes);
      Roster roster = new Roster(configuration, known, discovering, crew);
      ReloadMetrics reloads = new ReloadMetrics(registry, CLOCKS.wall().instant());
      Optional<Reload> reload = file.map(read -> new Reload(read, roster, reloads, CLOCKS.wall()));
      Content content = new Content(
          fleet::snapshot,
          scrapes::scrape,
          byHand,
          () -> Shown.json(roster.configuration()),
          paging::board,
          new ProbeDesk(poller, CLOCKS.wall(), scrapes::checkpointInfo),
          reload.map(each -> each),
          CLOCKS.wall());
      WebServer web = web(engine, configuration, content);
      parts.push(web);
      WebReload webReload = WebReload.start(configuration.web(), web, CLOCKS.wall());
      parts.push(webReload);
      registry.register(new WebCollector(web::traffic, webReload::standing));
      poller.start();
      // Closed before the web server, which was begun after it was made.
      parts.push(poller);
      parts.push(paging.start());
      trigger.ifPresent(auto -> parts.push(TriggerLoop.start(auto, TRIGGER_PAUSE)));
      // Closed first: the loop then still takes down what came of the calls.
      parts.push(calls);
      LOG.atInfo()
          .addKeyValue("listen", configuration.listen())
          .addKeyValue("port", web.port())
          .addKeyValue("controllers", configuration.controllers().size())
          .addKeyValue("tables", complete.tableCount())
          .log("watching");
      parts.push(discovering);
      discovering.start(configuration, poller, roster, CLOCKS, new Random());
      reload.ifPresent(each -> {
        each.start(webReload::prompt);
        parts.push(each);
      });
      return new Daemon(fleet, web, reload, parts);
    } catch (StoreException | ListenException e) {
      close(parts);
      throw new StartException(e);
    }
  }

  /**
   * Asks about every configured table once; needs no store and listens nowhere.
   *
   * @throws InterruptedException when the look was broken off
   */
  public static Snapshot lookOnce(Configuration configuration) throws InterruptedException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      Clients clients = new Clients(CLOCKS.wall());
      configuration
          .controllers()
          .forEach(controller -> parts.push(clients.open(controller.settings())));
      Discovering.Look found = Discovering.once(configuration, clients, CLOCKS);
      Configuration complete =
          Roster.complete(configuration, found.tables(), Discovering.of(KnownTables.none()));
      Snapshot seen = OnePass.over(
          targets(complete, clients), sources(complete, parts), PollListener.none(), CLOCKS);
      return new Snapshot(
          seen.version(),
          seen.tables(),
          seen.controllers().stream()
              .map(state ->
                  state.withDiscovery(Optional.ofNullable(found.states().get(state.name()))))
              .toList(),
          seen.catalogs());
    } finally {
      close(parts);
    }
  }

  /**
   * Reads the configuration file again, where there is one; what comes of it is in the log and the
   * metrics. Returns at once.
   *
   * @param cause who wants that, for the log
   */
  public void reload(String cause) {
    reload.ifPresent(each -> {
      var unused = each.reload(cause);
    });
  }

  /** The port that is listened on. */
  public int port() {
    return web.port();
  }

  /** The fleet as it is known now. */
  public Snapshot snapshot() {
    return fleet.snapshot();
  }

  /** Stops triggering, polling, then answering; what was learnt is durable when this returns. */
  @Override
  public void close() {
    close(parts);
  }

  private static List<Poller.Target> targets(Configuration configuration, Clients clients) {
    List<Poller.Target> targets = new ArrayList<>();
    for (ControllerConfig controller : configuration.controllers()) {
      List<TableState> tables = controller.tables().stream()
          .map(table -> TableState.initial(table, History.none()))
          .toList();
      targets.add(new Poller.Target(
          controller.settings(), clients.of(controller.settings().name()), tables));
    }
    return targets;
  }

  private static SourceCatalog catalog(CatalogSettings settings) {
    return new IcebergSource(settings, CLOCKS.wall(), CLOCKS.nanos(), System::getenv);
  }

  private static List<Poller.Source> sources(
      Configuration configuration, Deque<AutoCloseable> parts) {
    List<Poller.Source> sources = new ArrayList<>();
    for (CatalogSettings settings : configuration.catalogs()) {
      SourceCatalog catalog = catalog(settings);
      parts.push(catalog);
      sources.add(new Poller.Source(settings, catalog));
    }
    return sources;
  }

  private static WebServer web(WebEngine engine, Configuration configuration, Content content) {
    return WebServer.start(
        engine,
        new WebSettings(
            configuration.listen().host(),
            configuration.listen().port(),
            configuration.web().config()),
        content);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
      }
    }
  }
}
