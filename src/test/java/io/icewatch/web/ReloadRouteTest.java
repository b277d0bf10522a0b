package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.icewatch.model.AlertBoard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReloadRouteTest {
  private static final String HASH = BCrypt.withDefaults().hashToString(4, "s3cret".toCharArray());
  private static final Map<String, String> ANNA = Map.of("anna", HASH);

  private final List<WebServer> servers = new ArrayList<>();
  private final List<String> causes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private CompletableFuture<Reloading.Answer> answer =
      CompletableFuture.completedFuture(new Reloading.Answer(true, "2 tables, in force"));

  private CompletableFuture<Reloading.Answer> reload(String cause) {
    causes.add(cause);
    return answer;
  }

  private WebServer server(Map<String, String> users, Optional<Reloading> reloading) {
    WebServer server = WebServer.start(
        WebEngine.begin(),
        new WebSettings("127.0.0.1", 0, users),
        new Content(
            () -> WebFleet.of(WebFleet.ok("orders_OFFLINE")),
            (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
            Optional.empty(),
            () -> "{}",
            AlertBoard::none,
            Prober.none(),
            reloading,
            () -> WebFleet.NOW));
    servers.add(server);
    return server;
  }

  private HttpResponse<String> send(WebServer server, String method, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/-/reload"))
        .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString("anna:s3cret".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    servers.forEach(WebServer::close);
  }

  @Test
  void aUserHasItReadAndHearsWhatCameOfIt() throws Exception {
    WebServer server = server(ANNA, Optional.of(this::reload));
    HttpResponse<String> applied = send(server, "POST", "Authorization", basic());
    assertThat(applied.statusCode()).isEqualTo(200);
    assertThat(applied.body()).isEqualTo("2 tables, in force\n");
    assertThat(causes).containsExactly("POST /-/reload by anna");
    answer = CompletableFuture.completedFuture(new Reloading.Answer(false, "1 problem\n  x"));
    HttpResponse<String> refused = send(server, "POST", "Authorization", basic());
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).isEqualTo("1 problem\n  x\n");
    answer = CompletableFuture.failedFuture(new IllegalStateException("a defect"));
    assertThat(send(server, "POST", "Authorization", basic()).body())
        .isEqualTo("nothing was read: see the log\n");
  }

  @Test
  void nobodyElseMay() throws Exception {
    WebServer guarded = server(ANNA, Optional.of(this::reload));
    assertThat(send(guarded, "POST").statusCode()).isEqualTo(401);
    WebServer open = server(Map.of(), Optional.of(this::reload));
    HttpResponse<String> forbidden = send(open, "POST");
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body())
        .isEqualTo("nobody may act on this daemon (expected: users in its web.configFile; or send"
            + " it SIGHUP)\n");
    assertThat(causes).isEmpty();
  }

  @Test
  void anotherSitesPageMayNotEitherWithAUsersCredentials() throws Exception {
    WebServer server = server(ANNA, Optional.of(this::reload));
    HttpResponse<String> refused =
        send(server, "POST", "Authorization", basic(), "Sec-Fetch-Site", "cross-site");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(causes).isEmpty();
  }

  @Test
  void onlyPostReloads() throws Exception {
    WebServer server = server(ANNA, Optional.of(this::reload));
    HttpResponse<String> get = send(server, "GET", "Authorization", basic());
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).contains("POST");
    assertThat(causes).isEmpty();
  }

  @Test
  void aDaemonWithoutAFileHasNoSuchRoute() throws Exception {
    WebServer server = server(ANNA, Optional.empty());
    assertThat(send(server, "POST", "Authorization", basic()).statusCode()).isEqualTo(404);
  }
}
