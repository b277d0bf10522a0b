package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.TableId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A running daemon, asked over its {@code /api/v1}. */
final class DaemonClient {
  /** Nobody answers, or what answers cannot do it; {@code EX_UNAVAILABLE} of sysexits. */
  static final int UNAVAILABLE = 69;

  /** The user is unknown or may not; {@code EX_NOPERM} of sysexits. */
  static final int NOT_ALLOWED = 77;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI base;
  private final Credentials credentials;

  /** Whom to be. */
  record Credentials(String user, String password) {
    String header() {
      String pair = user + ":" + password;
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return user;
    }
  }

  /** What came back: 2xx with its body, or a refusal with the problem. */
  record Reply(int status, JsonNode body) {
    boolean done() {
      return status / 100 == 2;
    }

    /** Why not, in the daemon's words. */
    String detail() {
      return body.path("detail").asText("HTTP " + status);
    }
  }

  /**
   * @param tls whom to trust and as whom to appear, instead of what the JVM does by itself
   */
  DaemonClient(URI base, Credentials credentials, Optional<SSLContext> tls) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    tls.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.base = base;
    this.credentials = credentials;
  }

  /** The path of a table's routes. */
  static String path(TableId table, String route) {
    return "tables/" + encoded(table.controller()) + "/" + encoded(table.table()) + "/" + route;
  }

  /** The path of a table's route, or of the same for all. */
  static String path(Optional<TableId> table, String route) {
    return table.map(one -> path(one, route)).orElse(route);
  }

  Reply get(String path) throws DaemonException {
    return send(request(path).GET().build());
  }

  Reply post(String path, Map<String, ?> body) throws DaemonException {
    try {
      return send(request(path)
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
          .build());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A reply that must be a success. */
  JsonNode done(Reply reply) throws DaemonException {
    if (reply.done()) {
      return reply.body();
    }
    int exit = reply.status() >= 500 ? UNAVAILABLE : Icewatch.USAGE;
    throw new DaemonException(exit, reply.detail());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path))
        .timeout(ANSWER)
        .header("Authorization", credentials.header());
  }

  private Reply send(HttpRequest request) throws DaemonException {
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new DaemonException(
          UNAVAILABLE, base + ": no answer: " + why + " (expected: a running icewatch)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaemonException(UNAVAILABLE, base + ": interrupted");
    }
    return reply(response);
  }

  private Reply reply(HttpResponse<String> response) throws DaemonException {
    int status = response.statusCode();
    if (status == 401) {
      throw new DaemonException(
          NOT_ALLOWED,
          base + ": not allowed as " + credentials
              + " (expected: a user of the daemon's web.configFile, and the password)");
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
      throw new DaemonException(
          UNAVAILABLE, base + ": HTTP " + status + " (expected: an answer of icewatch)");
    }
    try {
      Reply reply = new Reply(status, JSON.readTree(response.body()));
      if (status == 403) {
        throw new DaemonException(NOT_ALLOWED, base + ": " + reply.detail());
      }
      return reply;
    } catch (JsonProcessingException e) {
      throw new DaemonException(UNAVAILABLE, base + ": no JSON (expected: an answer of icewatch)");
    }
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
