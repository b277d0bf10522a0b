package io.icewatch.web;

import io.icewatch.model.ControllerState;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's HTTP server: {@code /metrics}, {@code /-/healthy}, {@code /-/ready} and the pages; where
 * there are users it asks for their passwords on every route, and they may act by {@code /api/v1}.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int IDLE_SECONDS = 75;
  private static final int MAX_HEADERS = 16 * 1024;
  private static final int MAX_REQUEST_LINE = 4 * 1024;

  private final WebEngine engine;
  private final Vertx vertx;
  private final Content content;
  private final ScrapeRoute scrapes;
  private final WorkerExecutor pageWorkers;
  private final HttpServer server;

  private WebServer(WebEngine engine, WebSettings settings, Content content) {
    this.engine = engine;
    vertx = engine.vertx();
    this.content = content;
    scrapes = new ScrapeRoute(
        vertx, vertx.createSharedWorkerExecutor("icewatch-scrape", 2), content.metrics());
    pageWorkers = vertx.createSharedWorkerExecutor("icewatch-page", 1);
    server = vertx
        .createHttpServer(new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(MAX_HEADERS)
            .setMaxInitialLineLength(MAX_REQUEST_LINE))
        .requestHandler(router(settings));
  }

  /**
   * Listens, and answers from now on.
   *
   * @param engine what the server runs on, which is the server's to close from now on
   * @throws ListenException if the address cannot be listened on
   */
  public static WebServer start(WebEngine engine, WebSettings settings, Content content) {
    WebServer web = new WebServer(engine, settings, content);
    try {
      web.server
          .listen(settings.port(), settings.host())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      web.close();
      throw new ListenException(settings, e.getCause() == null ? e : e.getCause());
    }
    return web;
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening and drops what is still being sent. */
  @Override
  public void close() {
    engine.close();
  }

  private Router router(WebSettings settings) {
    Router router = Router.router(vertx);
    if (!settings.users().isEmpty()) {
      guard(router, settings.users());
    }
    JsonWorkers json = new JsonWorkers(vertx);
    new Api(vertx, json, content, !settings.users().isEmpty()).mount(router);
    router.route().handler(WebServer::withReadableQuery);
    router.route().handler(WebServer::withoutBody);
    content
        .reloading()
        .ifPresent(reloading ->
            new ReloadRoute(vertx, reloading, !settings.users().isEmpty()).mount(router));
    new PageRoutes(vertx, pageWorkers, content, !settings.users().isEmpty()).mount(router);
    new ServiceDiscovery(json, content).mount(router);
    new ProbeRoute(vertx, content).mount(router);
    get(router, "/metrics", scrapes::handle);
    get(router, "/-/healthy", request -> Answers.text(request, 200, "healthy"));
    get(router, "/-/ready", this::ready);
    router.errorHandler(
        404, context -> Problems.send(context, 404, context.request().path() + ": not found"));
    router.errorHandler(405, WebServer::methodNotAllowed);
    router.errorHandler(500, context -> {
      LOG.error("{}: no answer could be made", context.request().path(), context.failure());
      Problems.send(context, 500, "no answer could be made: see the log");
    });
    return router;
  }

  private void guard(Router router, Map<String, String> users) {
    Guard guard =
        new Guard(new Passwords(users), vertx.createSharedWorkerExecutor("icewatch-auth", 1));
    router.route().handler(guard::handle);
  }

  private static void get(Router router, String path, Handler<HttpServerRequest> handler) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> handler.handle(context.request()));
  }

  /** A query that cannot be decoded is its sender's fault: routes need not expect one. */
  private static void withReadableQuery(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException e) {
      Problems.send(context, 400, "the query is not percent-encoded UTF-8");
      return;
    }
    context.next();
  }

  /** No route takes a body: what comes with one is answered and cut off. */
  private static void withoutBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    String length = request.getHeader("Content-Length");
    if ((length == null || length.equals("0")) && request.getHeader("Transfer-Encoding") == null) {
      context.next();
      return;
    }
    request.response().putHeader("Connection", "close");
    Problems.send(context, 413, "the request has a body (expected: none)")
        .onComplete(sent -> request.connection().close());
  }

  private static void methodNotAllowed(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.response().putHeader("Allow", "GET, HEAD");
    Problems.send(
        context, 405, request.method() + " " + request.path() + " (expected: GET or HEAD)");
  }

  private void ready(HttpServerRequest request) {
    List<String> missing = content.fleet().get().controllers().stream()
        .filter(controller -> !controller.asked())
        .map(ControllerState::name)
        .toList();
    if (missing.isEmpty()) {
      Answers.text(request, 200, "ready");
    } else {
      Answers.text(request, 503, "not asked yet: " + String.join(", ", missing));
    }
  }
}
