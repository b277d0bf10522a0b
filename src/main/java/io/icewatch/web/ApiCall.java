package io.icewatch.web;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a route of the API.
 *
 * @param names those in the path, decoded
 */
record ApiCall(RoutingContext context, Map<String, String> names) {
  /** The name that stands in the path where the route has it in braces. */
  String name(String of) {
    return Objects.requireNonNull(names.get(of));
  }

  /**
   * The table that the path names.
   *
   * @throws ApiException 404 when it is not watched
   */
  TableState table(Snapshot fleet) {
    String controller = name("controller");
    String table = name("table");
    return find(fleet, controller, table)
        .orElseThrow(() -> new ApiException(404, notWatched(controller + "/" + table)));
  }

  /** A table that is watched. */
  static Optional<TableState> find(Snapshot fleet, String controller, String table) {
    return fleet.tables().stream()
        .filter(
            state -> state.id().table().equals(table) && state.id().controller().equals(controller))
        .findFirst();
  }

  static String notWatched(String name) {
    return name + ": not watched (expected: a table of the configuration)";
  }

  /** The query, of which only these parameters may be there. */
  Query query(String... known) {
    return Query.of(context.request(), known);
  }

  /** Answers with a short body. */
  void send(int status, JsonObject body) {
    Answers.send(context.request(), status, Api.JSON, body.encode() + "\n");
  }
}
