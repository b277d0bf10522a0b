package io.icewatch.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The routes under {@code /api/v1}: who may look at {@code /metrics} may read them all; those that act
 * are for the daemon's users. Runs on the event loop.
 */
final class Api {
  static final String ROOT = "/api/v1/";
  static final String JSON = "application/json";

  private static final String FOUND = "icewatch.route";

  private final List<Route> routes;

  Api(Vertx vertx, JsonWorkers workers, Content content) {
    TriggerTurns turns = new TriggerTurns(vertx);
    this.routes = Stream.of(
            new FleetReads(workers, content).routes(),
            new TriggerReads(workers, turns, content).routes(),
            new Actions(turns, content).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** Every route there is. */
  List<Route> routes() {
    return routes;
  }

  void mount(Router router) {
    String all = ROOT + "*";
    router.route(all).handler(this::find);
    router.route(all).handler(BodyHandler.create(false).setBodyLimit(ApiBody.MAX_BYTES));
    router.route(all).handler(Api::answer);
    router.errorHandler(413, context -> {
      context.response().putHeader("Connection", "close");
      Problems.send(
          context, 413, "the body is too long (expected: at most " + ApiBody.MAX_BYTES + " bytes)");
    });
  }

  /** Refuses what there is no answer to before the body is read. */
  private void find(RoutingContext context) {
    try {
      Route.Found found =
          Route.find(routes, context.request().method(), parts(context.request().path()));
      if (found.route().acting()) {
        admit(context);
      }
      context.put(FOUND, found);
      context.next();
    } catch (ApiException e) {
      Problems.send(context, e);
    }
  }

  private void admit(RoutingContext context) {
    if (Guard.user(context).isEmpty()) {
      throw new ApiException(
          403, "nobody may act on this daemon (expected: users in its web.configFile)");
    }
    if (Guard.foreign(context)) {
      throw new ApiException(403, "sent by a page of another origin (expected: same-origin)");
    }
    if (!json(context.request().getHeader("Content-Type"))) {
      throw new ApiException(415, "the content type is not " + JSON);
    }
  }

  private static boolean json(String type) {
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  private static void answer(RoutingContext context) {
    Route.Found found = context.get(FOUND);
    try {
      found.route().answer().accept(new ApiCall(context, found.names()));
    } catch (ApiException e) {
      Problems.send(context, e);
    }
  }

  /** The router goes by a tidied path, and so brings here what the path as sent does not begin with. */
  private static List<String> parts(String path) {
    if (!path.startsWith(ROOT)) {
      return List.of("");
    }
    try {
      return Arrays.stream(path.substring(ROOT.length()).split("/", -1))
          .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "the path is not percent-encoded UTF-8");
    }
  }
}
