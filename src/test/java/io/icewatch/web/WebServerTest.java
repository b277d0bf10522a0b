package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.BreakerState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Snapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
  private final AtomicReference<Snapshot> fleet =
      new AtomicReference<>(WebFleet.of(WebFleet.ok("orders_OFFLINE")));
  private final AtomicReference<MetricsSource> metrics = new AtomicReference<>(
      (exposition, gzip) -> scrape(exposition + (gzip ? " gzip\n" : " plain\n")));
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server = WebServer.start(
      WebEngine.begin(),
      new WebSettings("127.0.0.1", 0),
      new Content(
          fleet::get,
          (exposition, gzip) -> metrics.get().scrape(exposition, gzip),
          () -> WebFleet.NOW));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void metricsAreNegotiatedAndSayHowLongTheyAre() throws Exception {
    HttpResponse<String> response =
        get("/metrics", "Accept", "application/openmetrics-text", "Accept-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("OPENMETRICS gzip\n");
    assertThat(response.headers().map())
        .containsEntry("content-type", List.of("text/test"))
        .containsEntry("content-encoding", List.of("gzip"))
        .containsEntry("content-length", List.of("17"))
        .containsEntry("vary", List.of("Accept, Accept-Encoding"));
    HttpResponse<String> plain = get("/metrics");
    assertThat(plain.body()).isEqualTo("TEXT plain\n");
    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void aQueryThatCannotBeDecodedIsItsSendersFault() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String request = "GET /?q=%3/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void theTextIsMadeOnAScrapeWorker() throws Exception {
    metrics.set((exposition, gzip) -> scrape(Thread.currentThread().getName()));
    assertThat(get("/metrics").body()).startsWith("icewatch-scrape");
  }

  @Test
  void aTextThatCannotBeMadeIs500AndTheNextOneWorks() throws Exception {
    MetricsSource works = metrics.get();
    metrics.set((exposition, gzip) -> {
      throw new IllegalStateException("broken");
    });
    assertThat(get("/metrics").statusCode()).isEqualTo(500);
    metrics.set(works);
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void aLongTextArrivesWholeWhateverItsPages() throws Exception {
    List<byte[]> pages = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      String page = Integer.toString(i % 10).repeat(i % 7 == 0 ? 100_000 : 17 * i + 1);
      pages.add(page.getBytes(StandardCharsets.UTF_8));
      expected.append(page);
    }
    metrics.set(
        (exposition, gzip) -> new MetricsSource.Scrape("text/test", pages, expected.length()));
    assertThat(get("/metrics").body().contentEquals(expected)).isTrue();
  }

  @Test
  void healthIsAnsweredWhileScrapesHang() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger renderings = new AtomicInteger();
    metrics.set((exposition, gzip) -> {
      renderings.incrementAndGet();
      awaited(release);
      return scrape("late\n");
    });
    List<CompletableFuture<HttpResponse<String>>> scrapes = new ArrayList<>();
    for (int i = 0; i < ScrapeRoute.MAX_OPEN; i++) {
      scrapes.add(client.sendAsync(request("/metrics"), HttpResponse.BodyHandlers.ofString()));
    }
    Awaitility.await().until(() -> get("/metrics").statusCode() == 503);
    assertThat(get("/-/healthy").body()).isEqualTo("healthy\n");
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
      assertThat(scrape.join().body()).isEqualTo("late\n");
    }
    assertThat(renderings).hasValue(1);
    Awaitility.await().until(() -> get("/metrics").statusCode() == 200);
  }

  @Test
  void aScraperThatWentAwayLeavesNothingOpen() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pages.add(megabyte);
    }
    metrics.set((exposition, gzip) -> new MetricsSource.Scrape("text/test", pages, 50L << 20));
    for (int i = 0; i < ScrapeRoute.MAX_OPEN; i++) {
      try (Socket socket = connected()) {
        socket.getOutputStream().write(ascii("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(socket.getInputStream().readNBytes(12)).isEqualTo(ascii("HTTP/1.1 200"));
      }
    }
    metrics.set((exposition, gzip) -> scrape("here\n"));
    Awaitility.await().until(() -> get("/metrics").body().equals("here\n"));
  }

  @Test
  void readyMeansEveryControllerWasAskedOnce() throws Exception {
    ControllerState asked = new ControllerState("prod", true, BreakerState.OPEN, Optional.empty());
    fleet.set(new Snapshot(1, List.of(), List.of(asked, ControllerState.initial("test"))));
    assertThat(get("/-/ready").statusCode()).isEqualTo(503);
    assertThat(get("/-/ready").body()).isEqualTo("not asked yet: test\n");
    fleet.set(new Snapshot(1, List.of(), List.of(asked)));
    assertThat(get("/-/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void theLandingPageIsHtmlOfTheNewestSnapshot() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.body()).contains("orders_OFFLINE");
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    fleet.set(WebFleet.of(WebFleet.ok("clicks_OFFLINE")));
    assertThat(get("/").body()).contains("clicks_OFFLINE").doesNotContain("orders_OFFLINE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/-/ready"})
  void headSaysTheSameWithoutTheBody(String path) throws Exception {
    HttpResponse<String> get = get(path);
    HttpResponse<String> head = client.send(
        HttpRequest.newBuilder(uri(path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().map()).isEqualTo(get.headers().map());
  }

  @Test
  void otherPathsAndMethodsAreRefusedInPlainText() throws Exception {
    HttpResponse<String> unknown = get("/nowhere");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("/nowhere: not found\n");
    HttpResponse<String> unwatched = get("/tables/prod/t%20%3Cb%3E_OFFLINE");
    assertThat(unwatched.statusCode()).isEqualTo(404);
    assertThat(unwatched.body())
        .isEqualTo("prod/t <b>_OFFLINE: not found (expected: a table that is watched)\n");
    HttpResponse<String> delete = client.send(
        HttpRequest.newBuilder(uri("/metrics")).DELETE().build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(delete.statusCode()).isEqualTo(405);
    assertThat(delete.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void aRequestWithABodyIsCutOff() throws Exception {
    try (Socket socket = connected()) {
      socket
          .getOutputStream()
          .write(ascii("GET /-/healthy HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void headersOfAnySizeAreNotRead() throws Exception {
    try (Socket socket = connected()) {
      socket
          .getOutputStream()
          .write(ascii("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));
      assertThat(socket.getInputStream().readNBytes(12)).isEqualTo(ascii("HTTP/1.1 431"));
    }
  }

  @Test
  void anAddressInUseIsNamed() {
    WebSettings taken = new WebSettings("127.0.0.1", server.port());
    assertThatThrownBy(() -> WebServer.start(
            WebEngine.begin(), taken, new Content(fleet::get, metrics.get(), () -> WebFleet.NOW)))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  @Test
  void aPortOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new WebSettings("127.0.0.1", 65_536))
        .hasMessage("port: 65536 (expected: 0 to 65535)");
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    return socket;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MetricsSource.Scrape scrape(String text) {
    return new MetricsSource.Scrape("text/test", List.of(ascii(text)), text.length());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
