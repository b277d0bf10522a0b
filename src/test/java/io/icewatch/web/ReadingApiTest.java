package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon without users: everybody may read, and nobody may act. */
class ReadingApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ApiDescription DESCRIBED = ApiDescription.served();

  private final AtomicReference<Snapshot> fleet = new AtomicReference<>(WebFleet.of(
      ApiFleet.orders(),
      WebFleet.ok("clicks_OFFLINE"),
      WebFleet.table("new_OFFLINE", Health.UNKNOWN, "not asked", new Lag.Unknown("not asked"))));
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  private final Desk desk = new Desk();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          this::snapshot,
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1),
          Optional.of(desk),
          () -> "{\"web\":{}}\n",
          ApiFleet::board,
          Prober.none(),
          Optional.empty(),
          () -> WebFleet.NOW));

  private Snapshot snapshot() {
    before.get().run();
    return fleet.get();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  @Test
  void whatTheRouterTidiesIntoTheApiIsNotFound() throws Exception {
    assertThat(get("/api/v1").statusCode()).isEqualTo(404);
    assertThat(get("/x/../api/v1/tables").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /api/v1/tables|/api/v1/tables",
        "GET /api/v1/tables|/api/v1/tables?limit=1&health=ok&health=behind&text=ORDERS",
        "GET /api/v1/tables/{controller}/{table}|/api/v1/tables/prod/orders_OFFLINE",
        "GET /api/v1/tables/{controller}/{table}|/api/v1/tables/prod/new_OFFLINE",
        "GET /api/v1/tables/{controller}/{table}/runs|/api/v1/tables/prod/orders_OFFLINE/runs",
        "GET /api/v1/tables/{controller}/{table}/runs|/api/v1/tables/prod/new_OFFLINE/runs",
        "GET /api/v1/tables/{controller}/{table}/decisions"
            + "|/api/v1/tables/prod/orders_OFFLINE/decisions",
        "GET /api/v1/tables/{controller}/{table}/decisions"
            + "|/api/v1/tables/prod/clicks_OFFLINE/decisions",
        "GET /api/v1/tables/{controller}/{table}/explain"
            + "|/api/v1/tables/prod/orders_OFFLINE/explain",
        "GET /api/v1/tables/{controller}/{table}/history"
            + "|/api/v1/tables/prod/orders_OFFLINE/history",
        "GET /api/v1/tables/{controller}/{table}/attempts/{seq}"
            + "|/api/v1/tables/prod/orders_OFFLINE/attempts/1",
        "GET /api/v1/runs|/api/v1/runs?result=failed",
        "GET /api/v1/runs|/api/v1/runs?limit=1",
        "GET /api/v1/decisions|/api/v1/decisions",
        "GET /api/v1/standings|/api/v1/standings",
        "GET /api/v1/history|/api/v1/history",
        "GET /api/v1/alerts|/api/v1/alerts?stage=pending&stage=firing&stage=resolved",
        "GET /api/v1/openapi.json|/api/v1/openapi.json",
        "GET /api/v1/config|/api/v1/config",
        "GET /sd|/sd",
        "GET /api/v1/tables|/api/v1/tables?limit=0",
        "GET /api/v1/tables/{controller}/{table}|/api/v1/tables/prod/none_OFFLINE",
        "POST /api/v1/pause|/api/v1/pause",
      })
  void anAnswerIsAsItIsDescribed(String operation, String path) throws Exception {
    var unused = desk.request(new RunRequest(ApiFleet.ORDERS, "anna", Optional.of("urgent")));
    HttpRequest.Builder request = request(path);
    if (operation.startsWith("POST")) {
      request.POST(HttpRequest.BodyPublishers.ofString("{}"));
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    DESCRIBED.accepts(
        operation,
        response.statusCode(),
        response.headers().firstValue("content-type").orElseThrow(),
        response.body());
  }

  @Test
  void aTableIsToldWholeAndWhatIsUnknownIsNull() throws Exception {
    JsonNode orders = json("/api/v1/tables/prod/orders_OFFLINE");
    assertThat(orders.get("checkpoint").toString())
        .isEqualTo("{\"type\":\"SNAPSHOT_ID\",\"value\":\"9007199254740993\"}");
    assertThat(orders.get("lagSeconds").asInt()).isEqualTo(1200);
    assertThat(orders.get("observedLagSeconds").asDouble()).isEqualTo(1150.25);
    assertThat(orders.get("checkpointFiles").asInt()).isEqualTo(28);
    assertThat(orders.at("/catalog/commits/0/id").isTextual()).isTrue();
    assertThat(orders.at("/settings/poll/staleAfterSeconds").asInt()).isEqualTo(300);
    assertThat(orders.at("/alerts/0/name").asText()).isEqualTo("PinotIcebergLagHigh");
    assertThat(orders.get("endpoints"))
        .filteredOn(endpoint -> endpoint.get("endpoint").asText().equals("files"))
        .singleElement()
        .satisfies(files -> {
          assertThat(files.get("up").asBoolean()).isFalse();
          assertThat(files.get("answerAgeSeconds").asInt()).isEqualTo(5);
          assertThat(files.get("problem").asText()).isEqualTo("no such table");
        });

    JsonNode unknown = json("/api/v1/tables/prod/new_OFFLINE");
    for (String field : List.of("lagSeconds", "filesPending", "checkpoint", "run", "catalog")) {
      assertThat(unknown.get(field).isNull()).as(field).isTrue();
    }
    assertThat(unknown.at("/endpoints/0/up").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|clicks_OFFLINE,new_OFFLINE,orders_OFFLINE",
        "?health=behind&health=ok|clicks_OFFLINE,orders_OFFLINE",
        "?text=FILES%20have|orders_OFFLINE",
        "?text=prod%2Fcl|clicks_OFFLINE",
        "?controller=test|''",
        "?controller=prod&health=unknown|new_OFFLINE",
      })
  void tablesAreFiltered(String query, String expected) throws Exception {
    JsonNode answer = json("/api/v1/tables" + (query == null ? "" : query));
    assertThat(String.join(",", names(answer))).isEqualTo(expected);
    assertThat(answer.get("total").asInt()).isEqualTo(answer.get("tables").size());
    assertThat(answer.get("next").isNull()).isTrue();
  }

  private static List<String> names(JsonNode answer) {
    return StreamSupport.stream(answer.get("tables").spliterator(), false)
        .map(table -> table.get("table").asText())
        .toList();
  }

  @Test
  void pagesNeitherRepeatNorLeaveOutATableWhileOthersComeAndGo() throws Exception {
    fleet.set(many(10_000, 0));
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; !cursor.equals("&cursor=null"); page++) {
      JsonNode answer = json("/api/v1/tables?limit=500" + cursor);
      seen.addAll(names(answer));
      cursor = "&cursor=" + answer.get("next").asText();
      // Half of the tables go, those behind the cursor among them, and new ones come.
      fleet.set(many(10_000, page % 2));
    }
    assertThat(seen).doesNotHaveDuplicates().isSorted();
    assertThat(seen)
        .containsAll(many(10_000, 1).tables().stream()
            .map(table -> table.id().table())
            .filter(many(10_000, 0).tables().stream()
                .map(table -> table.id().table())
                .collect(Collectors.toSet())::contains)
            .toList());
  }

  /** Tables of which each second one stays whatever the generation. */
  private static Snapshot many(int count, int generation) {
    return WebFleet.of(IntStream.range(0, count)
        .mapToObj(i -> WebFleet.ok("t%05d%s_OFFLINE".formatted(i, i % 2 == 0 ? "" : generation)))
        .toArray(TableState[]::new));
  }

  @Test
  void runsOfAllTablesComeNewestFirstPageByPage() throws Exception {
    JsonNode first = json("/api/v1/runs?limit=1");
    JsonNode second = json("/api/v1/runs?limit=1&cursor=" + first.get("next").asText());
    assertThat(first.at("/runs/0/error").asText()).isEqualTo("boom");
    assertThat(first.at("/runs/0/durationSeconds").asInt()).isEqualTo(60);
    assertThat(second.at("/runs/0/checkpoint").asText()).isEqualTo("9007199254740993");
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(second.get("total").asInt()).isEqualTo(2);
  }

  @Test
  void onlyOpenAlertsAreToldUnlessAskedFor() throws Exception {
    assertThat(json("/api/v1/alerts").get("alerts"))
        .extracting(alert -> alert.get("stage").asText())
        .containsExactlyInAnyOrder("firing", "pending");
    assertThat(json("/api/v1/alerts?stage=resolved").get("alerts"))
        .extracting(alert -> alert.get("name").asText())
        .containsExactly("IcewatchStoreFailing");
    assertThat(
            json("/api/v1/alerts?limit=1&controller=test").at("/alerts/0/table").isNull())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tables?limit=501|limit: '501' (expected: a whole number, 1 to 500)",
        "tables?limit=1&limit=2|limit: given 2 times (expected: once)",
        "tables?helth=ok|'helth': unknown parameter (expected: controller, cursor, health, limit, text)",
        "tables?health=fine|health: 'fine' (expected: ok, running, behind, failed, stuck, stalled,"
            + " never_ingested, checkpoint_lost, unsupported, unknown)",
        "tables?text=|text: '' (expected: a text of 1 to 300 characters)",
        "tables?cursor=???|cursor: not one of ours (expected: next of an earlier answer)",
        "runs?cursor=YQBiAGM|cursor: not one of ours (expected: next of an earlier answer)",
        "tables/prod/orders_OFFLINE?x=1|'x': unknown parameter (expected: none)",
        "tables?text=%zz|the query is not percent-encoded UTF-8",
      })
  void aQueryThatIsNotWhatIsExpectedIsSaid(String path, String detail) throws Exception {
    String host = "GET /api/v1/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(host.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
      assertThat(JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")))
              .get("detail")
              .asText())
          .isEqualTo(detail);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api", "/api/v2/tables", "/api/v1/", "/api/v1/nothing", "/api/v1/tables/"})
  void whatIsNotThereIsAProblem(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void whatCannotBeMadeIsAProblemAndTheNextAnswerWorks() throws Exception {
    before.set(() -> {
      throw new IllegalStateException("broken");
    });
    for (String path : List.of("/api/v1/tables", "/api/v1/tables/prod/orders_OFFLINE")) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/problem+json");
      assertThat(response.body()).doesNotContain("broken");
    }
    before.set(() -> {});
    assertThat(get("/api/v1/tables").statusCode()).isEqualTo(200);
  }

  @Test
  void whatOnlySoManyMayReadAtOnceCanBeReadAgainAndAgain() throws Exception {
    for (String path :
        List.of("/api/v1/config", "/api/v1/tables", "/api/v1/tables/prod/orders_OFFLINE/explain")) {
      for (int i = 0; i < 2 * JsonWorkers.MAX_OPEN; i++) {
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void nobodyMayActOnADaemonWithoutUsers() throws Exception {
    HttpResponse<String> response = client.send(
        request("/api/v1/pause")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"release\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(response.body()).get("detail").asText())
        .isEqualTo("nobody may act on this daemon (expected: users in its web.configFile)");
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void onlyTheMethodsOfARouteAreTaken() throws Exception {
    HttpResponse<String> response = client.send(
        request("/api/v1/tables").DELETE().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    HttpResponse<String> head = client.send(
        request("/api/v1/tables")
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length").orElse(0)).isPositive();
  }

  @Test
  void healthIsAnsweredWhileLongAnswersHangAndOnlySoManyWait() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    before.set(() -> {
      try {
        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
    for (int i = 0; i < JsonWorkers.MAX_OPEN; i++) {
      hanging.add(client.sendAsync(
          request("/api/v1/tables").build(), HttpResponse.BodyHandlers.ofString()));
    }
    Awaitility.await().until(() -> get("/api/v1/runs").statusCode() == 503);
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    release.countDown();
    assertThat(hanging)
        .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
  }

  @Test
  void aTableOfThatNameOnAnotherControllerIsAnother() throws Exception {
    assertThat(get("/api/v1/tables/test/orders_OFFLINE").statusCode()).isEqualTo(404);
  }
}
