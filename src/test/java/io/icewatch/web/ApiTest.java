package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.Finding;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerRule;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  private static final String TRIGGER = "/api/v1/tables/prod/orders_OFFLINE/trigger";
  private static final String HASH = BCrypt.withDefaults().hashToString(4, "s3cret".toCharArray());

  private final Desk desk = new Desk();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server = server(Map.of("anna", HASH), Optional.of(desk));

  private static WebServer server(Map<String, String> users, Optional<ByHand> desk) {
    return WebServer.start(
        WebEngine.begin(),
        new WebSettings("127.0.0.1", 0, users),
        new Content(
            () -> WebFleet.of(WebFleet.ok("orders_OFFLINE"), WebFleet.ok("a%/b ü_OFFLINE")),
            (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
            desk,
            () -> "{}",
            AlertBoard::none,
            Prober.none(),
            Optional.empty(),
            () -> WebFleet.NOW));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.header("Authorization", basic("anna:s3cret")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void whatIsAskedForIsDoneInTheNameOfTheUser() throws Exception {
    HttpResponse<String> response = post(TRIGGER, "{\"force\": \"urgent\"}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("location"))
        .contains("/api/v1/tables/prod/orders_OFFLINE/attempts/1");
    assertThat(desk.requests)
        .containsExactly(new RunRequest(ORDERS, "anna", Optional.of("urgent")));
    JsonNode attempt = JSON.readTree(response.body());
    assertThat(attempt.path("by").asText()).isEqualTo("anna");
    assertThat(attempt.path("why").asText()).isEqualTo("forced: urgent");
    assertThat(attempt.path("inputs")).hasSize(2);
    assertThat(attempt.path("settlement").isNull()).isTrue();
    JsonNode followed =
        JSON.readTree(get("/api/v1/tables/prod/orders_OFFLINE/attempts/1").body());
    assertThat(followed.path("before").path("lagSeconds").asLong()).isEqualTo(2_400);
    assertThat(followed.has("progress")).isTrue();
    assertThat(get("/api/v1/tables/prod/orders_OFFLINE/attempts/2").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aRefusalSaysWhichRuleAndWhetherItCanBeForced() throws Exception {
    desk.refusal = Optional.of(
        new RunAnswer.Refused(new Finding(TriggerRule.COOLDOWN, false, "until noon"), true));

    HttpResponse<String> response = post(TRIGGER, "{}");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree("""
            {"title": "Conflict", "status": 409, "detail": "cooldown: until noon",
             "rule": "cooldown", "saw": "until noon", "forcible": true}
            """));
  }

  @Test
  void namesMayHoldAnything() throws Exception {
    post("/api/v1/tables/prod/a%25%2Fb%20%C3%BC_OFFLINE/trigger", "{}");
    assertThat(desk.requests)
        .containsExactly(
            new RunRequest(new TableId("prod", "a%/b ü_OFFLINE"), "anna", Optional.empty()));
    assertThat(post("/api/v1/tables/prod/a+b/trigger", "{}").statusCode()).isEqualTo(404);
    assertThat(desk.requests).hasSize(1);
  }

  @Test
  void pausesAndCircuitsAreForPeopleWithAReason() throws Exception {
    assertThat(post("/api/v1/pause", "{\"reason\": \"release\", \"forSeconds\": 60}")
            .statusCode())
        .isEqualTo(200);
    assertThat(desk.pauses).singleElement().satisfies(pause -> {
      assertThat(pause.by()).isEqualTo("anna");
      assertThat(pause.until()).contains(WebFleet.NOW.plusSeconds(60));
      assertThat(pause.table()).isEmpty();
    });
    assertThat(JSON.readTree(get("/api/v1/standings").body()).path("pauses")).hasSize(1);
    HttpResponse<String> resumed = post("/api/v1/resume", "{\"reason\": \"released\"}");
    assertThat(JSON.readTree(resumed.body()).path("paused").path("reason").asText())
        .isEqualTo("release");
    assertThat(desk.pauses).isEmpty();
    post("/api/v1/tables/prod/orders_OFFLINE/circuit/close", "{\"reason\": \"mended\"}");
    assertThat(desk.closed).containsExactly("prod/orders_OFFLINE by anna: mended");
  }

  @Test
  void theHistoryTheStandingsAndTheRulesCanBeRead() throws Exception {
    post(TRIGGER, "{}");
    assertThat(JSON.readTree(get("/api/v1/history").body()).path("entries")).hasSize(1);
    assertThat(JSON.readTree(get("/api/v1/tables/prod/orders_OFFLINE/history").body())
            .path("entries")
            .path(0)
            .path("kind")
            .asText())
        .isEqualTo("attempt");
    JsonNode standing =
        JSON.readTree(get("/api/v1/standings").body()).path("standings").path(0);
    assertThat(standing.path("circuitOpen").asBoolean()).isTrue();
    assertThat(standing.path("reason").asText()).isEqualTo("circuit");
    assertThat(JSON.readTree(get("/api/v1/tables/prod/orders_OFFLINE/explain").body())
            .path("findings"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history?limit=10",
        "standings?controller=prod",
        "openapi.json?version=3",
        "tables/prod/orders_OFFLINE/history?limit=10",
        "tables/prod/orders_OFFLINE/explain?rule=mode",
        "tables/prod/orders_OFFLINE/attempts/1?wait=true"
      })
  void aParameterThatNothingReadsIsRefused(String path) throws Exception {
    post(TRIGGER, "{}");
    HttpResponse<String> response = get("/api/v1/" + path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("unknown parameter (expected: none)");
  }

  @Test
  void aPauseThatIsOverIsNotTakenBack() throws Exception {
    desk.pauses.add(new Pause(
        Optional.empty(),
        "anna",
        "release",
        WebFleet.NOW.minusSeconds(60),
        Optional.of(WebFleet.NOW)));
    HttpResponse<String> resumed = post("/api/v1/resume", "{\"reason\": \"released\"}");
    assertThat(JSON.readTree(resumed.body()).path("paused").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|400",
        "[]|400",
        "null|400",
        "''|400",
        "{\"force\": 5}|422",
        "{\"force\": \" \"}|422",
        "{\"force\": \"a\\nb\"}|422",
        "{\"tables\": \"all\"}|422",
      })
  void aBodyThatIsNotWhatIsExpectedBeginsNothing(String body, int status) throws Exception {
    HttpResponse<String> response = post(TRIGGER, body);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).path("status").asInt()).isEqualTo(status);
    assertThat(desk.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"reason\": \"r\", \"forSeconds\": 0}",
        "{\"reason\": \"r\", \"forSeconds\": 1.5}",
        "{\"reason\": \"r\", \"forSeconds\": \"1h\"}"
      })
  void aPauseNeedsAReasonAndAWholeLength(String body) throws Exception {
    assertThat(post("/api/v1/pause", body).statusCode()).isEqualTo(422);
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void aFormIsNotTaken() throws Exception {
    HttpResponse<String> form = send(request(TRIGGER)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(form.statusCode()).isEqualTo(415);
    HttpResponse<String> page = send(request(TRIGGER)
        .header("Content-Type", "application/json")
        .header("Sec-Fetch-Site", "cross-site")
        .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(desk.requests).isEmpty();
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws Exception {
    assertThat(post(TRIGGER, "{\"force\": \"" + "x".repeat(20_000) + "\"}").statusCode())
        .isEqualTo(413);
    assertThat(desk.requests).isEmpty();
  }

  @Test
  void otherRoutesAndMethodsAreProblems() throws Exception {
    assertThat(get(TRIGGER).statusCode()).isEqualTo(405);
    assertThat(get(TRIGGER).headers().firstValue("allow")).contains("POST");
    assertThat(get("/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/tables/prod/orders_OFFLINE/nothing").statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(get("/api/v1/tables/prod/none_OFFLINE/explain").body())
            .path("detail")
            .asText())
        .isEqualTo("prod/none_OFFLINE: not watched (expected: a table of the configuration)");
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws Exception {
    desk.failure = Optional.of(new JournalException("disk full"));
    HttpResponse<String> response = post("/api/v1/pause", "{\"reason\": \"release\"}");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("disk full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics", "/-/healthy", "/-/ready", "/nowhere", "/api/v1/standings"})
  void everyRouteAsksForAPassword(String path) throws Exception {
    HttpResponse<String> none =
        client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("www-authenticate"))
        .contains("Basic realm=\"icewatch\", charset=\"UTF-8\"");
    assertThat(get(path).statusCode()).isNotEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna:wrong", "bob:s3cret", "anna", ":", "anna:s3cret:"})
  void wrongCredentialsAreRefused(String pair) throws Exception {
    get("/-/healthy");
    HttpResponse<String> response = client.send(
        request("/-/healthy").header("Authorization", basic(pair)).build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ???", "Basic //79/P8=", "Bearer abc", ""})
  void headersThatAreNoCredentialsAreRefused(String header) throws Exception {
    HttpResponse<String> response = client.send(
        request("/-/healthy").header("Authorization", header).build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void whoIsKnownPassesWhileAFloodOfWrongPasswordsIsTurnedAway() throws Exception {
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      flood.add(client.sendAsync(
          request("/-/healthy").header("Authorization", basic("anna:wrong" + i)).build(),
          HttpResponse.BodyHandlers.ofString()));
    }
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(flood)
        .extracting(answer -> answer.join().statusCode())
        .containsOnly(401, 503)
        .contains(401);
  }
}
