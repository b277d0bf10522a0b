package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.icewatch.model.WebConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final Map<String, String> ANNA = Map.of("anna", hash("right", 4));

  private final AtomicLong nanos = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tooManyRequestsAre429ForEverybodyUntilTheIntervalIsOver() throws Exception {
    serve(new WebConfig(
        Optional.empty(),
        true,
        Map.of("X-Frame-Options", "deny"),
        ANNA,
        Optional.of(new WebConfig.RateLimit(Duration.ofSeconds(90), 2))));
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(200);
    assertThat(get("/-/healthy", "").statusCode()).isEqualTo(401);
    HttpResponse<String> refused = get("/-/healthy", "anna:right");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("90");
    assertThat(refused.headers().firstValue("X-Frame-Options")).contains("deny");
    nanos.addAndGet(Duration.ofSeconds(90).toNanos());
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(200);
    assertThat(server.traffic().refused())
        .containsEntry("rate_limit", 1L)
        .containsEntry("credentials", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/nowhere", "/tables/prod/none"})
  void everyAnswerCarriesSecurityHeaders(String path) throws Exception {
    serve(WebConfig.open());
    HttpResponse<String> answer = get(path, "");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @Test
  void configuredHeadersWinOverTheAnswersOwn() throws Exception {
    serve(new WebConfig(
        Optional.empty(),
        true,
        Map.of("Content-Security-Policy", "default-src 'self'", "Strict-Transport-Security", "a"),
        Map.of(),
        Optional.empty()));
    HttpResponse<String> page = get("/", "");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'self'");
    assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("a");
  }

  @Test
  void usersComeAndGoWithoutARestart() throws Exception {
    serve(WebConfig.open());
    assertThat(get("/-/healthy", "").statusCode()).isEqualTo(200);
    assertThat(server.apply(WebConfig.of(ANNA))).isEmpty();
    assertThat(get("/-/healthy", "").statusCode()).isEqualTo(401);
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(200);
    server.apply(WebConfig.of(Map.of("anna", hash("new", 4))));
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(401);
    assertThat(get("/-/healthy", "anna:new").statusCode()).isEqualTo(200);
  }

  @Test
  void aFloodOfWrongPasswordsKeepsOutNeitherTheKnownNorForLongTheNew() throws Exception {
    serve(WebConfig.of(Map.of("anna", hash("right", 4), "berta", hash("right", 10))));
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(200);
    List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      flood.add(client.sendAsync(
          request("/-/healthy", "berta:wrong" + i), HttpResponse.BodyHandlers.ofString()));
    }
    assertThat(get("/-/healthy", "anna:right").statusCode()).isEqualTo(200);
    Awaitility.await().until(() -> get("/-/healthy", "berta:right").statusCode() == 200);
    List<Integer> answers = flood.stream().map(one -> one.join().statusCode()).toList();
    assertThat(answers).containsOnly(401, 503);
    assertThat(answers).filteredOn(status -> status == 503).hasSizeGreaterThan(100);
  }

  @Test
  void everybodyWhoWaitsIsLetInWhenTheUsersAreTakenAway() throws Exception {
    serve(WebConfig.of(Map.of("anna", hash("right", 12))));
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(client.sendAsync(
          request("/-/healthy", "anna:wrong" + i), HttpResponse.BodyHandlers.ofString()));
    }
    Awaitility.await().until(() -> server.traffic().refused().get("credentials") > 0);
    server.apply(WebConfig.open());
    assertThat(waiting)
        .allSatisfy(
            one -> assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isIn(200, 401));
  }

  @Test
  void theSameWrongPasswordIsCheckedOnce() throws Exception {
    serve(WebConfig.of(Map.of("anna", hash("right", 10))));
    assertThat(get("/-/healthy", "anna:wrong").statusCode()).isEqualTo(401);
    List<CompletableFuture<HttpResponse<String>>> again = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      again.add(client.sendAsync(
          request("/-/healthy", "anna:wrong"), HttpResponse.BodyHandlers.ofString()));
    }
    assertThat(again).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(401));
    assertThat(server.traffic().refused()).containsEntry("busy", 0L);
  }

  private void serve(WebConfig config) {
    server = WebServer.start(
        WebEngine.begin(nanos::get),
        new WebSettings("127.0.0.1", 0, config),
        new Content(
            () -> WebFleet.of(WebFleet.ok("orders_OFFLINE")),
            (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
            () -> WebFleet.NOW));
  }

  private HttpResponse<String> get(String path, String credentials) throws Exception {
    return client.send(request(path, credentials), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String credentials) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (!credentials.isEmpty()) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
    return request.build();
  }

  private static String hash(String password, int cost) {
    return BCrypt.withDefaults().hashToString(cost, password.toCharArray());
  }
}
