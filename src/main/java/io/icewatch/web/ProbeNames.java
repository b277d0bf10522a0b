package io.icewatch.web;

import io.icewatch.model.ControllerState;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a probe is asked for: which table, and by when; pure. */
final class ProbeNames {
  /** How long Prometheus waits for an answer, in seconds. */
  static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

  /** The answer itself takes a moment. */
  private static final Duration HEADROOM = Duration.ofMillis(500);

  private static final Duration LEAST = Duration.ofMillis(250);
  private static final Duration USUAL = Duration.ofMillis(9_500);
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final int NAMED = 10;

  private ProbeNames() {}

  /**
   * The table that is meant.
   *
   * @throws ApiException 400 when it is not one that is watched
   */
  static TableId watched(Query query, Snapshot fleet) {
    List<String> controllers =
        fleet.controllers().stream().map(ControllerState::name).sorted().toList();
    String controller = query.required("controller", () -> "one of " + some(controllers));
    if (!controllers.contains(controller)) {
      throw unknown("controller", controller, controllers);
    }
    String table = query.required("table", () -> "one of " + some(tables(fleet, controller)));
    return ApiCall.find(fleet, controller, table)
        .map(TableState::id)
        .orElseThrow(() -> unknown("table", table, tables(fleet, controller)));
  }

  private static List<String> tables(Snapshot fleet, String controller) {
    return fleet.tables().stream()
        .map(TableState::id)
        .filter(id -> id.controller().equals(controller))
        .map(TableId::table)
        .sorted()
        .toList();
  }

  private static ApiException unknown(String name, String value, List<String> known) {
    return new ApiException(
        400,
        name + ": '" + value.replaceAll("\\p{Cntrl}", "?") + "', not watched (expected: one of "
            + some(known) + ")");
  }

  private static String some(List<String> names) {
    if (names.isEmpty()) {
      return "none, for nothing is watched there";
    }
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  /**
   * How long the answers may take, by what the scraper says that it waits.
   *
   * @throws ApiException 400 for what is no number of seconds
   */
  static Duration patience(@Nullable String header) {
    if (header == null) {
      return USUAL;
    }
    if (!header.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
      throw new ApiException(
          400, TIMEOUT + ": " + header.replaceAll("\\p{Cntrl}", "?") + " (expected: seconds)");
    }
    Duration given = Duration.ofMillis((long) (Double.parseDouble(header) * 1000));
    Duration left = given.minus(HEADROOM);
    return left.compareTo(LEAST) < 0 ? LEAST : left.compareTo(MOST) > 0 ? MOST : left;
  }
}
