package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.TableTrigger;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is watched: the tables that the configuration names, and those that controllers were found to
 * have.
 *
 * <p>Both may change at any time and from any thread, one after another; each change is handed on as
 * one configuration in which every table is named, and a change that changes nothing is not.
 */
final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Finds finds;
  private final Followers followers;
  private Configuration configuration;
  private Map<String, List<String>> listed;
  private Configuration complete;

  /** What the configuration says of a table that was found, and that it does not name. */
  @FunctionalInterface
  interface Finds {
    /**
     * How it is to be watched; empty when it is not.
     *
     * @param table its name with the type, as in {@code orders_OFFLINE}
     */
    Optional<Found> of(ControllerConfig controller, String table);

    /** Is told that everything goes by another configuration now. */
    default void configured(Configuration next) {}

    /** Only what the configuration names is watched. */
    static Finds none() {
      return (controller, table) -> Optional.empty();
    }
  }

  /** A table that was found, as it is watched. */
  record Found(TableSettings settings, TableTrigger trigger) {}

  /** Who goes by what is handed on. */
  @FunctionalInterface
  interface Followers {
    /**
     * Goes by a configuration in which every table is named. Called for one change at a time.
     *
     * @return completes when nothing goes by the one before any more
     * @throws RuntimeException when it cannot: everything goes by the one before then
     */
    CompletableFuture<Void> follow(Configuration complete);
  }

  /**
   * @param configuration by which the followers go already
   */
  Roster(Configuration configuration, Finds finds, Followers followers) {
    this(configuration, Map.of(), finds, followers);
  }

  /**
   * @param configuration by which the followers go already, with what is listed
   * @param listed what each controller was found to have, by its name
   */
  Roster(
      Configuration configuration,
      Map<String, List<String>> listed,
      Finds finds,
      Followers followers) {
    this.configuration = configuration;
    this.listed = Map.copyOf(listed);
    this.complete = complete(configuration, listed, finds);
    this.finds = finds;
    this.followers = followers;
  }

  /** The configuration as it was read last. */
  synchronized Configuration configuration() {
    return configuration;
  }

  /**
   * Takes up what a controller was found to have; waits for no table and no controller.
   *
   * @param controller its name; when the configuration has no discovery for it (any more) nothing
   *     happens
   * @param tables the complete list of names that are to be watched, patterns and cap applied
   *     already: one that was in the list before and is not now is watched no more. A table that the
   *     configuration names is watched as that says, in the list or not.
   */
  synchronized void listed(String controller, List<String> tables) {
    Map<String, List<String>> next = new HashMap<>(listed);
    next.put(controller, List.copyOf(tables));
    CompletableFuture<Void> followed = take(configuration, next);
    var unused = followed.whenComplete((done, failure) -> {
      if (failure != null) {
        LOG.warn(
            "controller {}: its tables are watched, not all are triggered", controller, failure);
      }
    });
  }

  /**
   * Goes by another configuration; what controllers with discovery were found to have stays.
   *
   * @return completes when nothing goes by the one before any more
   * @throws RuntimeException when it cannot be done: everything is as before then
   */
  synchronized CompletableFuture<Void> configure(Configuration next) {
    CompletableFuture<Void> followed = take(next, listed);
    finds.configured(next);
    return followed;
  }

  private CompletableFuture<Void> take(Configuration next, Map<String, List<String>> found) {
    Map<String, List<String>> kept = new HashMap<>(found);
    // Where nobody looks any more, what was found grows old: it must not come back with the
    // looking.
    kept.keySet()
        .retainAll(next.controllers().stream()
            .filter(controller -> controller.discovery().isPresent())
            .map(controller -> controller.settings().name())
            .toList());
    Configuration wanted = complete(next, kept, finds);
    CompletableFuture<Void> followed = wanted.equals(complete)
        ? CompletableFuture.completedFuture(null)
        : followers.follow(wanted);
    configuration = next;
    listed = kept;
    complete = wanted;
    return followed;
  }

  /**
   * The configuration with every table named.
   *
   * @param listed what each controller was found to have, by its name
   */
  static Configuration complete(
      Configuration configuration, Map<String, List<String>> listed, Finds finds) {
    return configuration.withControllers(configuration.controllers().stream()
        .map(controller -> complete(
            controller, listed.getOrDefault(controller.settings().name(), List.of()), finds))
        .toList());
  }

  private static ControllerConfig complete(
      ControllerConfig controller, List<String> listed, Finds finds) {
    List<TableSettings> tables = new ArrayList<>(controller.tables());
    Map<TableId, TableTrigger> triggers = new HashMap<>(controller.triggers());
    for (String name : listed) {
      TableId id = new TableId(controller.settings().name(), name);
      if (!triggers.containsKey(id)) {
        finds.of(controller, name).ifPresent(found -> {
          tables.add(found.settings());
          triggers.put(id, found.trigger());
        });
      }
    }
    return new ControllerConfig(controller.settings(), tables, triggers, controller.zone());
  }
}
