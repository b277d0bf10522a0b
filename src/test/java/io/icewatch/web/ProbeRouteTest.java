package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.Answer;
import io.icewatch.model.Failure;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRouteTest {
  private static final String ORDERS = "/probe?controller=prod&table=orders_OFFLINE";

  private final AtomicReference<Snapshot> fleet = new AtomicReference<>(
      WebFleet.of(WebFleet.ok("clicks_OFFLINE"), WebFleet.ok("orders_OFFLINE")));
  private final List<TableId> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<CompletableFuture<TableState>>> answer =
      new AtomicReference<>(Optional.of(CompletableFuture.completedFuture(WebFleet.ok("x"))));

  private final Prober prober = new Prober() {
    @Override
    public Optional<CompletableFuture<TableState>> ask(TableId table) {
      asked.add(table);
      return answer.get();
    }

    @Override
    public MetricsSource.Scrape scrape(
        TableState table, Outcome outcome, MetricsSource.Exposition exposition, boolean gzip) {
      byte[] text = (exposition + " " + table.id() + " " + outcome.success())
          .getBytes(StandardCharsets.UTF_8);
      return new MetricsSource.Scrape("text/test", List.of(text), text.length);
    }
  };

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          fleet::get,
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(), 0),
          Optional.empty(),
          () -> "{}",
          AlertBoard::none,
          prober,
          Optional.empty(),
          () -> WebFleet.NOW));

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
  }

  private static TableState answered(Answer<WatcherRun> status) {
    TableState orders = WebFleet.ok("orders_OFFLINE");
    return new TableState(
        orders.settings(),
        orders.observation().withStatus(status, WebFleet.NOW),
        orders.history(),
        orders.assessment());
  }

  private void learn(TableState orders) {
    fleet.set(WebFleet.of(WebFleet.ok("clicks_OFFLINE"), orders));
  }

  @Test
  void oneTableIsAskedAndItsMetricsAloneAreTheAnswer() throws Exception {
    learn(answered(new Answer.Observed<>(WatcherRun.idle(), Optional.empty())));
    HttpResponse<String> response = get(ORDERS, "Accept", "application/openmetrics-text");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("text/test");
    assertThat(response.body()).isEqualTo("OPENMETRICS prod/orders_OFFLINE true");
    assertThat(asked).containsExactly(new TableId("prod", "orders_OFFLINE"));
  }

  @Test
  void anAnswerThatIsNoneIsNoSuccess() throws Exception {
    assertThat(get(ORDERS).body()).endsWith("false");
    learn(answered(new Answer.Failed<>(new Failure.TableUnknown("no such table"))));
    assertThat(get(ORDERS).body()).endsWith("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/probe|controller: missing (expected: one of prod)",
        "/probe?controller=prod|table: missing (expected: one of clicks_OFFLINE, orders_OFFLINE)",
        "/probe?controller=http%3A%2F%2Fevil%2F&table=x"
            + "|controller: 'http://evil/', not watched (expected: one of prod)",
        "/probe?controller=prod&table=none_OFFLINE"
            + "|table: 'none_OFFLINE', not watched (expected: one of clicks_OFFLINE, orders_OFFLINE)",
        "/probe?controller=prod&table=orders_OFFLINE&target=x"
            + "|'target': unknown parameter (expected: controller, debug, table)",
        "/probe?controller=prod&controller=prod&table=x|controller: given 2 times (expected: once)",
        "/probe?controller=prod&table=orders_OFFLINE&debug=yes|debug: 'yes' (expected: true, false)",
      })
  void onlyWhatIsWatchedCanBeNamed(String path, String detail) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new ObjectMapper().readTree(response.body()).get("detail").asText())
        .isEqualTo(detail);
    assertThat(asked).isEmpty();
  }

  @Test
  void aProbeThatTakesLongerThanTheScraperWaitsIsAnsweredWithWhatIsKnown() throws Exception {
    answer.set(Optional.of(new CompletableFuture<>()));
    HttpResponse<String> response = get(ORDERS, ProbeNames.TIMEOUT, "0.8");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).endsWith("false");
    assertThat(get(ORDERS, ProbeNames.TIMEOUT, "soon").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"10, 9500", "0.1, 250", "3600, 60000", "5.25, 4750"})
  void theScrapersPatienceIsLessenedAndBounded(String header, long millis) {
    assertThat(ProbeNames.patience(header).toMillis()).isEqualTo(millis);
  }

  @Test
  void whatIsMoreThanTheControllerIsAskedOutOfTurnIsToldToComeAgain() throws Exception {
    answer.set(Optional.empty());
    HttpResponse<String> response = get(ORDERS);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void onlySoManyProbesAreUnderWay() throws Exception {
    CompletableFuture<TableState> late = new CompletableFuture<>();
    answer.set(Optional.of(late));
    List<CompletableFuture<HttpResponse<String>>> open = new ArrayList<>();
    for (int i = 0; i < ProbeRoute.MAX_OPEN; i++) {
      open.add(client.sendAsync(
          request(ORDERS, ProbeNames.TIMEOUT, "60"), HttpResponse.BodyHandlers.ofString()));
    }
    Awaitility.await().until(() -> asked.size() == ProbeRoute.MAX_OPEN);
    assertThat(get(ORDERS).statusCode()).isEqualTo(503);
    late.complete(WebFleet.ok("x"));
    open.forEach(probe -> assertThat(probe.join().statusCode()).isEqualTo(200));
    Awaitility.await().until(() -> get(ORDERS).statusCode() == 200);
  }

  @Test
  void debugSaysInWordsWhatWasAskedAndAnswered() throws Exception {
    learn(answered(new Answer.Observed<>(WatcherRun.idle(), Optional.empty())));
    HttpResponse<String> response = get(ORDERS + "&debug=true");
    assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
    assertThat(response.body())
        .startsWith("probe of prod/orders_OFFLINE at 2026-11-22T12:00:00Z: success in 0 ms\n")
        .contains("status               asked now, idle, 0 segments of 0 files\n")
        .contains("checkpoint           never asked\n", "health  ok\n");
  }

  @Test
  void aTableThatLeftMeanwhileIsNamed() throws Exception {
    CompletableFuture<TableState> late = new CompletableFuture<>();
    answer.set(Optional.of(late));
    CompletableFuture<HttpResponse<String>> probe =
        client.sendAsync(request(ORDERS), HttpResponse.BodyHandlers.ofString());
    Awaitility.await().until(() -> asked.size() == 1);
    fleet.set(WebFleet.of());
    late.completeExceptionally(new IllegalStateException("watched no more"));
    assertThat(probe.join().statusCode()).isEqualTo(400);
    assertThat(probe.join().body()).contains("prod/orders_OFFLINE: watched no more");
  }
}
