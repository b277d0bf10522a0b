package io.icewatch.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A small Alertmanager, or webhook, that answers what it is told to. */
final class FakeReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Function<JsonNode, Integer> answers = body -> 200;
  private volatile boolean hanging;

  FakeReceiver() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  FakeReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    requests.add(body);
    authorizations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .orElse(""));
    if (hanging) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    int status = answers.apply(body);
    if (status == 200) {
      taken.add(body);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  void answering(Function<JsonNode, Integer> other) {
    answers = other;
  }

  /** From now on it answers nothing until it is closed. */
  void hang() {
    hanging = true;
  }

  /** Every body that came. */
  List<JsonNode> requests() {
    return requests;
  }

  /** Every body that was answered with 200. */
  List<JsonNode> taken() {
    return taken;
  }

  /** The label {@code table} of every alert that was taken, in order. */
  List<String> tables() {
    return taken.stream()
        .flatMap(body -> {
          JsonNode alerts = body.isArray() ? body : body.path("alerts");
          return alerts.findValuesAsText("table").stream();
        })
        .toList();
  }

  List<String> authorizations() {
    return authorizations;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/am/");
  }

  AlertReceiver.Connection connection() {
    return new AlertReceiver.Connection(
        url(), new Credentials.None(), TlsFiles.none(), Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
