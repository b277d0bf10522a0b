package io.icewatch.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A REST catalog whose table route does what a test says; its configuration is always served. */
final class FaultyServer implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();
  final AtomicReference<HttpHandler> table = new AtomicReference<>(answer(404, ""));
  final AtomicReference<HttpHandler> token = new AtomicReference<>(answer(404, ""));
  final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task, "faulty");
    thread.setDaemon(true);
    return thread;
  });

  FaultyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> {
      try (exchange) {
        String path = exchange.getRequestURI().getPath();
        String authorization =
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        requests.add(exchange.getRequestMethod() + " " + path + " " + authorization);
        if (path.endsWith("/v1/config")) {
          answer(200, "{\"defaults\":{},\"overrides\":{}}").handle(exchange);
        } else if (path.endsWith("/tokens")) {
          token.get().handle(exchange);
        } else {
          table.get().handle(exchange);
        }
      }
    });
    server.start();
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  static HttpHandler answer(int status, String body, String... headers) {
    return exchange -> {
      for (int n = 0; n < headers.length; n += 2) {
        exchange.getResponseHeaders().set(headers[n], headers[n + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static HttpHandler error(int status, String type, String... headers) {
    return answer(
        status,
        "{\"error\":{\"message\":\"said so\",\"type\":\"" + type + "\",\"code\":" + status + "}}",
        headers);
  }

  /** Answers nothing until the server is closed. */
  HttpHandler hang() {
    return exchange -> await();
  }

  /** Sends the head and a little of the body, and no more. */
  HttpHandler stall() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      await();
    };
  }

  private void await() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  static boolean authorized(HttpExchange exchange, String token) {
    return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
