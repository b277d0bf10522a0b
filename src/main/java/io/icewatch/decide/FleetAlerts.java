package io.icewatch.decide;

import static io.icewatch.decide.Judgement.CLEAR;
import static io.icewatch.decide.Judgement.UNKNOWN;

import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Observation;
import io.icewatch.model.Reading;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the states of tables together say of a controller or a catalog that they share. */
final class FleetAlerts {
  private static final Duration UNREACHABLE = Duration.ofMinutes(3);
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final Duration CATALOG = Duration.ofMinutes(15);

  private FleetAlerts() {}

  /** One table and what is remembered of it. */
  record Seen(TableState table, Recall recall) {
    Optional<Failure> failure() {
      return table.observation().status().failure();
    }
  }

  /** Refusals and unknown tables are answers, and have alerts of their own. */
  static Judgement unreachable(String controller, List<Seen> tables, Instant now) {
    boolean answers = tables.stream()
        .anyMatch(seen -> seen.table().observation().status().up()
            || seen.failure().orElse(null) instanceof Failure.Denied
            || seen.failure().orElse(null) instanceof Failure.TableUnknown);
    if (answers) {
      return CLEAR;
    }
    return tables.stream().allMatch(seen -> down(seen, Endpoint.STATUS, UNREACHABLE, now))
        ? new Judgement.Holds("The controller " + controller
            + " has answered no question about the status of any table for some minutes: it is"
            + " down, cannot be reached, or is not what its URL says." + first(tables))
        : UNKNOWN;
  }

  static Judgement refused(String controller, List<Seen> tables, Instant now) {
    boolean refused = tables.stream()
        .anyMatch(seen -> Recall.ASKED.stream()
            .anyMatch(endpoint -> down(seen, endpoint, REFUSED, now)
                && reading(seen.table().observation(), endpoint).failure().orElse(null)
                    instanceof Failure.Denied));
    if (refused) {
      return new Judgement.Holds("The controller " + controller
          + " answers 401 or 403: the credentials expired, or do not permit reading all of the"
          + " tables that are watched.");
    }
    boolean welcome = tables.stream()
        .anyMatch(seen -> Recall.ASKED.stream()
            .anyMatch(endpoint -> reading(seen.table().observation(), endpoint).up()));
    boolean denied = tables.stream()
        .anyMatch(seen -> Recall.ASKED.stream()
            .anyMatch(endpoint ->
                reading(seen.table().observation(), endpoint).failure().orElse(null)
                    instanceof Failure.Denied));
    return welcome && !denied ? CLEAR : UNKNOWN;
  }

  /** @param watched whether any table of the controller is */
  static Judgement blind(String controller, DiscoveryState discovery, boolean watched) {
    return watched
        ? CLEAR
        : listing(
            discovery,
            "No list of its tables came from the controller " + controller
                + ", and none of them is known: nobody watches them.");
  }

  static Judgement unlisted(String controller, DiscoveryState discovery) {
    return listing(
        discovery,
        "No list of its tables has come from the controller " + controller
            + " for a quarter of an hour. Those that are known are watched; new ones are not.");
  }

  private static Judgement listing(DiscoveryState discovery, String what) {
    if (discovery.failure().isPresent()) {
      return new Judgement.Holds(what + " Last: " + discovery.failure().get() + ".");
    }
    return discovery.completedAt().isPresent() ? CLEAR : UNKNOWN;
  }

  /** Before the first complete list nothing is known of a surplus. */
  static Judgement dropped(String controller, DiscoveryState discovery) {
    if (discovery.completedAt().isEmpty()) {
      return UNKNOWN;
    }
    return discovery.dropped() == 0
        ? CLEAR
        : new Judgement.Holds("The controller " + controller + " lists " + discovery.dropped()
            + " tables more than discover.maxTables lets be watched.");
  }

  /** Tables without a known position are not asked about: these say nothing. */
  static Judgement catalog(String catalog, List<Seen> tables, Instant now) {
    List<Seen> asked = tables.stream()
        .filter(seen -> seen.table().observation().source().askedAt().isPresent())
        .toList();
    if (asked.isEmpty()) {
      return UNKNOWN;
    }
    if (asked.stream().anyMatch(seen -> seen.table().observation().source().up())) {
      return CLEAR;
    }
    return asked.stream()
            .noneMatch(seen -> Recall.within(seen.recall().sourceKnownAt(), CATALOG, now))
        ? new Judgement.Holds("The catalog " + catalog
            + " has answered no question for half an hour. Lag is told by file counts; that a"
            + " checkpoint expires or was lost is not seen.")
        : UNKNOWN;
  }

  private static boolean down(Seen seen, Endpoint endpoint, Duration ago, Instant now) {
    return seen.recall().down(seen.table(), endpoint, ago, now);
  }

  static Reading<?> reading(Observation seen, Endpoint endpoint) {
    return switch (endpoint) {
      case STATUS -> seen.status();
      case CHECKPOINT -> seen.checkpoint();
      case FILES -> seen.files();
      case FILES_AT_CHECKPOINT -> seen.filesAtCheckpoint();
      case TABLE_CONFIG -> seen.config();
      // Asked of a controller, of no table.
      case TABLES -> Reading.none();
    };
  }

  /** What one of them was told. */
  private static String first(List<Seen> tables) {
    return tables.stream()
        .flatMap(seen -> seen.failure().stream())
        .filter(failure -> !(failure instanceof Failure.NotAsked))
        .findFirst()
        .map(failure -> " Last: " + failure.message() + ".")
        .orElse("");
  }
}
