package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.AlertBoard;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewsTest {
  private final AtomicReference<Snapshot> fleet =
      new AtomicReference<>(version(1, WebFleet.ok("orders_OFFLINE")));
  private final Desk desk = new Desk();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          fleet::get,
          (exposition, gzip) -> new MetricsSource.Scrape("text/test", List.of(), 0),
          Optional.of(desk),
          () -> "{}",
          AlertBoard::none,
          Prober.none(),
          Optional.empty(),
          () -> WebFleet.NOW));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStreamBeginsWithTheWholeAndGoesOnWithWhatChanged() throws Exception {
    List<String> lines = follow("/live");
    await().until(() -> lines.contains("event: all"));
    assertThat(data(lines, "all").get(0)).contains("orders_OFFLINE", "everything is ingested");
    fleet.set(version(2, WebFleet.behind("orders_OFFLINE", 60)));
    await().until(() -> !worse(lines).isEmpty());
    assertThat(worse(lines).get(0))
        .contains("[\"h0\",\"<td id=\\\"h0\\\"", "behind", "1234 files have been waiting")
        .doesNotContain("<td id=\\\"t0\\\"");
    fleet.set(version(3, WebFleet.ok("orders_OFFLINE"), WebFleet.ok("clicks_OFFLINE")));
    await().until(() -> data(lines, "all").size() == 2);
    assertThat(data(lines, "all").get(1)).contains("clicks_OFFLINE");
  }

  @Test
  void whoSeesTheSameIsToldTheSameAndOthersAreTold() throws Exception {
    List<String> one = follow("/live?sort=lag");
    List<String> other = follow("/live?sort=lag&q=");
    List<String> none = follow("/live?q=nothing");
    await()
        .until(() -> one.contains("event: all")
            && other.contains("event: all")
            && none.contains("event: all"));
    fleet.set(version(2, WebFleet.behind("orders_OFFLINE", 60)));
    await().until(() -> !worse(one).isEmpty() && !worse(other).isEmpty());
    assertThat(worse(other)).isEqualTo(worse(one));
    assertThat(data(none, "all").get(0)).contains("0 of 1 table");
  }

  @Test
  void aTableIsFollowedWithItsRulesUntilItHasGone() throws Exception {
    List<String> lines = follow("/tables/prod/orders_OFFLINE/live");
    await().until(() -> lines.contains("event: all"));
    fleet.set(version(2, WebFleet.ok("clicks_OFFLINE")));
    await().until(() -> data(lines, "all").size() == 2);
    assertThat(data(lines, "all").get(1)).contains("orders_OFFLINE is not watched any more");
  }

  @Test
  void tooManyStreamsAreToldToComeAgainAndOneThatLeavesMakesRoom() throws Exception {
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < LiveViews.MAX_STREAMS; i++) {
      open.add(stream("/live").body());
    }
    HttpResponse<InputStream> refused = stream("/live");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).contains("15");
    assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("64 pages are kept live (expected: fewer)\n");
    open.remove(0).close();
    await().until(() -> {
      HttpResponse<InputStream> again = stream("/live");
      open.add(again.body());
      return again.statusCode() == 200;
    });
    for (InputStream body : open) {
      body.close();
    }
  }

  @Test
  void aTableThatIsNotWatchedHasNoStream() throws Exception {
    HttpResponse<InputStream> answer = stream("/tables/prod/none/live");
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void theScriptAndTheStyleAreTheDaemonsAndNeedNotBeFetchedTwice() throws Exception {
    for (String path : List.of("/assets/page.js", "/assets/page.css")) {
      HttpResponse<String> first = get(path);
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.body()).hasSizeGreaterThan(1_000).doesNotContain("://");
      String tag = first.headers().firstValue("etag").orElseThrow();
      assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
    assertThat(get("/assets/page.js").headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(get("/assets/logo.png").statusCode()).isEqualTo(404);
    assertThat(get("/assets/..%2Fpage.js").statusCode()).isEqualTo(404);
  }

  @Test
  void aPageAllowsNothingFromElsewhereAndIsCompressedForWhoWantsIt() throws Exception {
    HttpResponse<String> page = get("/", "Accept-Encoding", "gzip");
    assertThat(page.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
        .doesNotContain("unsafe", "http");
  }

  @Test
  void aFloodOfQuestionsDoesNotPileUpAtTheAutoTrigger() throws Exception {
    desk.silent = true;
    HttpRequest question = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/tables/prod/orders_OFFLINE?explain"))
        .build();
    for (int i = 0; i < TriggerReads.MOST_WAITING; i++) {
      var unused = client.sendAsync(question, HttpResponse.BodyHandlers.discarding());
    }
    await().until(() -> desk.unexplained.size() == TriggerReads.MOST_WAITING);
    assertThat(get("/tables/prod/orders_OFFLINE?explain").body()).contains("orders_OFFLINE");
    assertThat(desk.unexplained).hasSize(TriggerReads.MOST_WAITING);
    follow("/tables/prod/orders_OFFLINE/live");
    await().until(() -> desk.unexplained.size() > TriggerReads.MOST_WAITING);
  }

  @Test
  void whatTheRulesSayIsOnThePageOfATableForWhoAsks() throws Exception {
    TableState table = WebFleet.ok("orders_OFFLINE");
    desk.attempts.put(table.id(), List.of());
    assertThat(get("/tables/prod/orders_OFFLINE?explain").body())
        .contains("<td>mode</td><td>pass</td><td>table auto, global auto</td>");
    assertThat(get("/tables/prod/orders_OFFLINE").body())
        .contains("The rules have not been asked yet.");
  }

  private static Snapshot version(long version, TableState... tables) {
    Snapshot fleet = WebFleet.of(tables);
    return new Snapshot(version, fleet.tables(), fleet.controllers());
  }

  /** The data of the events of a name, so far. */
  private static List<String> data(List<String> lines, String event) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).equals("event: " + event)) {
        found.add(lines.get(i + 1));
      }
    }
    return found;
  }

  /** The changes that tell of data that waits. */
  private static List<String> worse(List<String> lines) {
    return data(lines, "part").stream().filter(data -> data.contains("waiting")).toList();
  }

  private List<String> follow(String path) throws Exception {
    HttpResponse<InputStream> answer = stream(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread reader = new Thread(() -> read(answer.body(), lines), "stream of " + path);
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  private static void read(InputStream body, List<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("ended");
    }
  }

  private HttpResponse<InputStream> stream(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return client.send(
        headers.length == 0 ? request.build() : request.headers(headers).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
