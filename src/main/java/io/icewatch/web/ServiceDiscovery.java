package io.icewatch.web;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * The watched tables as targets for Prometheus's HTTP service discovery: each is this daemon's {@code
 * /probe} with the table's names, so that a scrape job needs no relabelling.
 *
 * <p>Source: https://prometheus.io/docs/prometheus/latest/http_sd/: the whole list each time, {@code []}
 * when there is none.
 */
final class ServiceDiscovery {
  private final JsonWorkers workers;
  private final Supplier<Snapshot> fleet;

  ServiceDiscovery(JsonWorkers workers, Content content) {
    this.workers = workers;
    this.fleet = content.fleet();
  }

  void mount(Router router) {
    router.route("/sd").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    try {
      Query.of(context.request());
      String self = self(context.request());
      String scheme = context.request().isSSL() ? "https" : "http";
      workers.text(context, Api.JSON, () -> groups(fleet.get(), self, scheme) + "\n");
    } catch (ApiException e) {
      Problems.send(context, e);
    }
  }

  /** The address that the asker reached the daemon by. */
  private static String self(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    if (asked == null || !asked.host().matches("\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+")) {
      throw new ApiException(400, "Host: not a name or an address (expected: this daemon's)");
    }
    int port = asked.port() > 0 ? asked.port() : request.isSSL() ? 443 : 80;
    return asked.host() + ":" + port;
  }

  /** One group a table; pure. */
  static String groups(Snapshot fleet, String self, String scheme) {
    JsonArray groups = new JsonArray();
    for (TableState table : fleet.tables()) {
      groups.add(new JsonObject()
          .put("targets", new JsonArray(List.of(self)))
          .put("labels", labels(table.id(), scheme)));
    }
    return groups.encode();
  }

  /** What Prometheus scrapes by, what tells the targets apart, and what may be relabelled. */
  private static JsonObject labels(TableId table, String scheme) {
    return new JsonObject()
        .put("__scheme__", scheme)
        .put("__metrics_path__", "/probe")
        .put("__param_controller", table.controller())
        .put("__param_table", table.table())
        .put("instance", table.toString())
        .put("__meta_icewatch_controller", table.controller())
        .put("__meta_icewatch_table", table.table());
  }
}
