package io.icewatch.web;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for people: the fleet, and one table. Rendered by workers, not on the event loop. */
final class PageRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PageRoutes.class);

  private final WorkerExecutor workers;
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;

  PageRoutes(WorkerExecutor workers, Content content) {
    this.workers = workers;
    this.fleet = content.fleet();
    this.clock = content.clock();
  }

  void mount(Router router) {
    router
        .route("/")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> page(context.request()));
    router
        .route("/tables/:controller/:table")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::tablePage);
  }

  private void page(HttpServerRequest request) {
    boolean all = request.params().contains("all");
    page(request, () -> StatusPage.of(fleet.get(), clock.instant(), all));
  }

  private void tablePage(RoutingContext context) {
    String controller = context.pathParam("controller");
    String name = context.pathParam("table");
    Optional<TableState> table = fleet.get().tables().stream()
        .filter(watched ->
            watched.id().table().equals(name) && watched.id().controller().equals(controller))
        .findFirst();
    if (table.isEmpty()) {
      Answers.text(
          context.request(),
          404,
          controller + "/" + name + ": not found (expected: a table that is watched)");
      return;
    }
    page(context.request(), () -> TablePage.of(table.get(), clock.instant()));
  }

  private void page(HttpServerRequest request, Callable<String> page) {
    workers
        .executeBlocking(page, false)
        .onSuccess(html -> {
          request
              .response()
              .putHeader(
                  "Content-Security-Policy",
                  "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
          Answers.send(request, 200, "text/html; charset=utf-8", html);
        })
        .onFailure(problem -> {
          LOG.error("{}: no page could be made", request.path(), problem);
          Answers.text(request, 500, "the page could not be rendered: see the log");
        });
  }
}
