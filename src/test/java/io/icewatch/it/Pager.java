package io.icewatch.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook that takes everything and keeps it, by the path it came to. */
final class Pager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Page> pages = new CopyOnWriteArrayList<>();

  /** One alert of one notification. */
  record Page(Instant at, String path, String name, String status, String startsAt) {}

  Pager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    for (JsonNode alert : body.path("alerts")) {
      pages.add(new Page(
          at,
          exchange.getRequestURI().getPath(),
          alert.path("labels").path("alertname").asText(),
          alert.path("status").asText(),
          alert.path("startsAt").asText()));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What came to a path of one alert, in order. */
  List<Page> pages(String path, String alert) {
    return pages.stream()
        .filter(page -> page.path().equals(path) && page.name().equals(alert))
        .toList();
  }

  List<Page> all() {
    return pages;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
