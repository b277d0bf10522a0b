package io.icewatch.web;

import io.icewatch.model.ControllerState;
import io.icewatch.model.ServerTls;
import io.icewatch.model.WebConfig;
import io.icewatch.model.WebTraffic;
import io.icewatch.tls.ServerContext;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's server, over HTTP or HTTPS: {@code /metrics}, {@code /-/healthy}, {@code /-/ready} and the pages; where
 * there are users it asks for their passwords on every route, and they may act by {@code /api/v1}.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int IDLE_SECONDS = 75;
  private static final int MAX_HEADERS = 16 * 1024;
  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_STREAMS = 100;

  /** The kernel would keep 4 MiB for each reader who is slow. */
  private static final int SEND_BUFFER = 256 * 1024;

  private static final int HANDSHAKE_SECONDS = 5;
  private static final long SWEEP_MILLIS = 1_000;

  private final WebEngine engine;
  private final LongSupplier nanos;
  private final Vertx vertx;
  private final Content content;
  private final ScrapeRoute scrapes;
  private final WorkerExecutor pageWorkers;
  private final HttpServer server;
  private final AtomicReference<ServerContext> tls = new AtomicReference<>();

  /** Written by whoever applies settings, read on the event loop. */
  private volatile Access access;

  private WebServer(WebEngine engine, WebSettings settings, Content content) {
    this.engine = engine;
    nanos = engine.nanos();
    vertx = engine.vertx();
    this.content = content;
    access = new Access(settings.config(), nanos.getAsLong());
    scrapes = new ScrapeRoute(
        vertx,
        vertx.createSharedWorkerExecutor("icewatch-scrape", 2),
        content.metrics(),
        engine,
        nanos);
    pageWorkers = vertx.createSharedWorkerExecutor("icewatch-page", 1);
    server = vertx.createHttpServer(options(settings)).requestHandler(router());
    vertx.setPeriodic(SWEEP_MILLIS, tick -> engine.connections().sweep());
  }

  private HttpServerOptions options(WebSettings settings) {
    HttpServerOptions options = new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxHeaderSize(MAX_HEADERS)
        .setMaxInitialLineLength(MAX_REQUEST_LINE)
        .setSendBufferSize(SEND_BUFFER);
    settings.config().tls().ifPresent(given -> {
      tls.set(serverContext(settings, given));
      options
          .setSsl(true)
          .setSslEngineOptions(new TlsEngine(tls, settings.config().http2()))
          .setKeyCertOptions(unused())
          .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
          .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
          .setUseAlpn(settings.config().http2())
          .setInitialSettings(new Http2Settings()
              .setMaxConcurrentStreams(MAX_STREAMS)
              .setMaxHeaderListSize(MAX_HEADERS));
    });
    return options;
  }

  private static ServerContext serverContext(WebSettings settings, ServerTls given) {
    try {
      return ServerContext.of(given);
    } catch (GeneralSecurityException e) {
      throw new ListenException(settings, e);
    }
  }

  /** Vert.x wants some; {@link TlsEngine} has its own. */
  private static KeyCertOptions unused() {
    try {
      KeyManagerFactory none =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      none.init(null, null);
      return KeyCertOptions.wrap(none);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS: not there (expected: in every JDK)", e);
    }
  }

  /**
   * Changes how the server is reached; connections that are open stay. May be called from any thread.
   *
   * @return why this cannot be done without a restart; then nothing has changed
   */
  public Optional<String> apply(WebConfig next) {
    WebConfig now = access.config();
    if (now.tls().isPresent() != next.tls().isPresent()) {
      return Optional.of("tls_server_config: " + (next.tls().isPresent() ? "new" : "gone")
          + " (expected: as at the start; the change needs a restart)");
    }
    if (now.tls().isPresent() && now.http2() != next.http2()) {
      return Optional.of("http_server_config.http2: " + next.http2()
          + " (expected: as at the start; the change needs a restart)");
    }
    if (next.tls().isPresent() && !next.tls().equals(now.tls())) {
      Optional<String> refusal = serve(next.tls().get(), now.http2());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    access = access.changedTo(next, nanos.getAsLong());
    return Optional.empty();
  }

  private Optional<String> serve(ServerTls next, boolean http2) {
    ServerContext before = tls.get();
    try {
      tls.set(ServerContext.of(next));
      server
          .updateSSLOptions(
              new ServerSSLOptions().setKeyCertOptions(unused()).setUseAlpn(http2), true)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      tls.set(before);
      Throwable why = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      return Optional.of("tls_server_config: cannot be used: " + why.getMessage());
    }
  }

  /** What is in force. */
  public WebConfig config() {
    return access.config();
  }

  /** What the server is at, and what it refused so far. */
  public WebTraffic traffic() {
    return new WebTraffic(engine.connections().count(), engine.refusals().counted());
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

  private Router router() {
    Router router = Router.router(vertx);
    Guard guard = new Guard(
        () -> access.passwords(),
        vertx,
        vertx.createSharedWorkerExecutor("icewatch-auth", 1),
        engine.refusals(),
        nanos);
    router.route().handler(this::admit);
    router.route().handler(guard::handle);
    JsonWorkers json = new JsonWorkers(vertx);
    new Api(vertx, json, content).mount(router);
    router.route().handler(WebServer::withReadableQuery);
    router.route().handler(WebServer::withoutBody);
    content.reloading().ifPresent(reloading -> new ReloadRoute(vertx, reloading).mount(router));
    new PageRoutes(vertx, pageWorkers, content).mount(router);
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

  /** The first to see each request: nothing is answered that is not going to be read. */
  private void admit(RoutingContext context) {
    HttpServerResponse response = context.response();
    engine.connections().began(context.request());
    access.headers(context);
    long wait = access.rateLimited(nanos.getAsLong());
    if (wait > 0) {
      engine.refusals().count(Refusals.Reason.RATE_LIMIT);
      response.putHeader("Retry-After", Long.toString(wait));
      Problems.send(context, 429, "too many requests (expected: as rate_limit allows)");
    } else if (response.writeQueueFull()) {
      context.request().pause();
      response.drainHandler(drained -> {
        response.drainHandler(null);
        context.request().resume();
        context.next();
      });
    } else {
      context.next();
    }
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
