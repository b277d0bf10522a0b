package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Discovery;
import io.icewatch.discover.Field;
import io.icewatch.discover.Scouts;
import io.icewatch.discover.Survey;
import io.icewatch.model.Answer;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.JournalException;
import io.icewatch.model.KnownTables;
import io.icewatch.model.TableId;
import io.icewatch.model.TableListing;
import io.icewatch.poll.Poller;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The discovery of tables, put together: whom it asks and what it wants, by the configuration; who
 * goes by what it finds.
 */
final class Discovering implements Roster.Finds, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Discovering.class);

  private final KnownTables known;
  private final Map<String, List<String>> last;
  private Optional<Scouts> scouts = Optional.empty();

  /** The patterns of a controller's discovery. */
  private record Patterns(Discovery discovery) implements Survey.Choice {
    @Override
    public boolean wants(String table) {
      return discovery.wants(table);
    }

    @Override
    public List<String> idle(Collection<String> tables) {
      return discovery.idle(tables).stream()
          .map(pattern -> pattern.path() + ": " + pattern.text() + " at line " + pattern.at())
          .toList();
    }
  }

  private Discovering(KnownTables known, Map<String, List<String>> last) {
    this.known = known;
    this.last = last;
  }

  /** Asks nobody yet; knows what was watched last, unless the store cannot tell. */
  static Discovering of(KnownTables known) {
    try {
      return new Discovering(known, known.load());
    } catch (JournalException e) {
      LOG.atWarn()
          .addKeyValue("problem", e.getMessage())
          .log("the tables that were discovered last are not known");
      return new Discovering(known, Map.of());
    }
  }

  /** By controller, the tables to watch before the first round. */
  Map<String, List<String>> last(Configuration configuration) {
    return Scouts.known(surveys(configuration), last);
  }

  /** Begins to ask. What is found goes to the roster. */
  synchronized void start(
      Configuration configuration,
      Poller poller,
      Roster roster,
      Poller.Clocks clocks,
      RandomGenerator random) {
    Scouts begun =
        new Scouts(new Watching(poller, roster), known, clocks.wall(), clocks.nanos(), random);
    scouts = Optional.of(begun);
    begun.survey(surveys(configuration), last);
    forgetOthers(configuration);
  }

  @Override
  public Optional<Roster.Found> of(ControllerConfig controller, String table) {
    TableId id = new TableId(controller.settings().name(), table);
    return controller
        .discovery()
        .filter(discovery -> discovery.wants(table))
        .map(discovery -> new Roster.Found(discovery.settings(id), discovery.trigger(id)));
  }

  @Override
  public synchronized void configured(Configuration next) {
    scouts.ifPresent(running -> running.survey(surveys(next), Map.of()));
  }

  /** Without this, tables of long ago would be watched where discovery is turned on again. */
  private void forgetOthers(Configuration configuration) {
    Set<String> gone = new HashSet<>(last.keySet());
    surveys(configuration).forEach(survey -> gone.remove(survey.controller()));
    for (String controller : gone) {
      try {
        known.save(controller, List.of());
      } catch (JournalException e) {
        LOG.debug("controller {}: its tables stay in the store", controller, e);
      }
    }
  }

  private static List<Survey> surveys(Configuration configuration) {
    return configuration.controllers().stream()
        .flatMap(controller -> controller.discovery().stream()
            .map(discovery -> new Survey(
                controller.settings(),
                discovery.interval(),
                discovery.otherwise().poll().timeout(),
                discovery.maxTables(),
                controller.triggers().keySet().stream()
                    .map(TableId::table)
                    .collect(Collectors.toSet()),
                new Patterns(discovery))))
        .toList();
  }

  /** What one look at the lists found, and what came of the questions, by controller. */
  record Look(Map<String, List<String>> tables, Map<String, DiscoveryState> states) {}

  /** Asks each controller with discovery once, by the same rule as the first round. */
  static Look once(Configuration configuration, Clients clients, Poller.Clocks clocks)
      throws InterruptedException {
    OnceAsked field = new OnceAsked(clients);
    for (Survey survey : surveys(configuration)) {
      Scouts.once(survey, field, clocks.wall());
    }
    return new Look(field.tables, field.states);
  }

  @Override
  public void close() {
    Optional<Scouts> running;
    synchronized (this) {
      running = scouts;
    }
    running.ifPresent(Scouts::close);
  }

  /** The daemon's own field. */
  private record Watching(Poller poller, Roster roster) implements Field {
    @Override
    public Answer<TableListing> list(String controller, Duration timeout)
        throws InterruptedException {
      return poller.list(controller, timeout);
    }

    @Override
    public void found(String controller, List<String> tables) {
      roster.listed(controller, tables);
    }

    @Override
    public void stands(String controller, Optional<DiscoveryState> state) {
      poller.discovered(controller, state);
    }
  }

  /** That of a command, which asks nothing twice. */
  private static final class OnceAsked implements Field {
    private final Clients clients;
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, DiscoveryState> states = new HashMap<>();

    OnceAsked(Clients clients) {
      this.clients = clients;
    }

    @Override
    public Answer<TableListing> list(String controller, Duration timeout) {
      return clients.of(controller).tables(timeout);
    }

    @Override
    public void found(String controller, List<String> found) {
      tables.put(controller, found);
    }

    @Override
    public void stands(String controller, Optional<DiscoveryState> state) {
      state.ifPresent(known -> states.put(controller, known));
    }
  }
}
