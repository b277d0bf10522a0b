package io.icewatch.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on loopback: reads a request on the event loop, has it answered on another executor.
 *
 * <p>Vert.x and not the JDK's server, which answers a doubled slash itself, in HTML.
 */
final class HttpFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final String VERSION = "1.5.1-020ff0d0538b2079d4cf4cb2676a191c87c95d4d";
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private final Vertx vertx;
  private final int port;

  private HttpFront(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  static HttpFront start(int port, Front front, Executor answering, InstantSource clock) {
    Vertx vertx = Vertx.vertx(new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setFileSystemOptions(new FileSystemOptions()
            .setFileCachingEnabled(false)
            .setClassPathResolvingEnabled(false)));
    try {
      HttpServer server = vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
          .requestHandler(request -> request
              .body()
              .onSuccess(body ->
                  answering.execute(() -> send(request, reply(request, body, front), clock))))
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return new HttpFront(vertx, server.actualPort());
    } catch (RuntimeException e) {
      closed(vertx);
      throw new IllegalStateException("port " + port + ": cannot listen on 127.0.0.1", e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    closed(vertx);
  }

  private static void closed(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Reply reply(HttpServerRequest request, Buffer body, Front front) {
    try {
      Call call = new Call(
          request.method().name(),
          request.path(),
          first(request.params()),
          first(request.headers()),
          body.toString());
      return front.answer(call, Optional.ofNullable(request.query()).orElse(""));
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("{} {}: no answer", request.method(), request.uri(), e);
      return Reply.error(500, String.valueOf(e.getMessage()));
    }
  }

  private static void send(HttpServerRequest request, Reply reply, InstantSource clock) {
    HttpServerResponse response = request.response().setStatusCode(reply.status());
    response.putHeader("Date", DATE.format(clock.instant()));
    if (reply.fromPinot()) {
      response
          .putHeader("Pinot-Controller-Host", "localhost")
          .putHeader("Pinot-Controller-Version", VERSION)
          .putHeader("Access-Control-Allow-Origin", "*")
          .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, OPTIONS, DELETE")
          .putHeader("Access-Control-Allow-Headers", "*");
    }
    if (!reply.contentType().isEmpty()) {
      response.putHeader("Content-Type", reply.contentType());
    }
    if (reply.closing()) {
      response.putHeader("Connection", "close");
    }
    Buffer body = Buffer.buffer(reply.body());
    response.putHeader("Content-Length", Integer.toString(body.length()));
    var unused = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> first = new HashMap<>();
    values.forEach(entry -> first.putIfAbsent(entry.getKey(), entry.getValue()));
    return first;
  }
}
