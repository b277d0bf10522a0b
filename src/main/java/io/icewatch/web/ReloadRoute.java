package io.icewatch.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code POST /-/reload}, for whom a {@link Guard} has let pass. Runs on the event loop. */
final class ReloadRoute {
  private static final String PATH = "/-/reload";

  private final Vertx vertx;
  private final Reloading reloading;

  ReloadRoute(Vertx vertx, Reloading reloading) {
    this.vertx = vertx;
    this.reloading = reloading;
  }

  void mount(Router router) {
    router.route(PATH).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    Optional<String> user = Guard.user(context);
    if (!HttpMethod.POST.equals(context.request().method())) {
      context.response().putHeader("Allow", "POST");
      Problems.send(context, 405, context.request().method() + " " + PATH + " (expected: POST)");
    } else if (user.isEmpty()) {
      Problems.send(
          context,
          403,
          "nobody may act on this daemon (expected: users in its web.configFile; or send it SIGHUP)");
    } else if (Guard.foreign(context)) {
      Problems.send(context, 403, "sent by a page of another origin (expected: same-origin)");
    } else {
      reload(context, user.get());
    }
  }

  private void reload(RoutingContext context, String user) {
    Context loop = vertx.getOrCreateContext();
    var unused = reloading
        .reload("POST " + PATH + " by " + user)
        .whenComplete((answer, failure) -> loop.runOnContext(done -> {
          if (failure == null) {
            Answers.text(context.request(), answer.applied() ? 200 : 500, answer.text());
          } else {
            Answers.text(context.request(), 500, "nothing was read: see the log");
          }
        }));
  }
}
