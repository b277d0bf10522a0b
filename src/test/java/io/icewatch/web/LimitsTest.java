package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final String HEALTHY = "GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final byte[] MEGABYTE = new byte[1 << 20];

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger renderings = new AtomicInteger();
  private final AtomicReference<MetricsSource.Scrape> text =
      new AtomicReference<>(new MetricsSource.Scrape("text/test", List.of(new byte[1]), 1));
  private final List<Socket> sockets = new ArrayList<>();
  private final WebServer server = WebServer.start(
      WebEngine.begin(nanos::get),
      new WebSettings("127.0.0.1", 0),
      new Content(
          () -> WebFleet.of(WebFleet.ok("orders_OFFLINE")),
          (exposition, gzip) -> {
            renderings.incrementAndGet();
            return text.get();
          },
          () -> WebFleet.NOW));

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void aConnectionThatAsksNothingIsClosed() throws Exception {
    Socket silent = connected("127.0.0.1");
    pass(Connections.FIRST_REQUEST);
    assertThat(ended(silent)).isTrue();
    assertThat(server.traffic().refused()).containsEntry("slow", 1L);
  }

  @Test
  void aRequestThatTricklesIsClosedThoughBytesCome() throws Exception {
    Socket slow = connected("127.0.0.1");
    say(slow, "GET /-/healthy HTTP/1.1\r\nX: ");
    nanos.addAndGet(Connections.FIRST_REQUEST / 2);
    say(slow, "y");
    pass(Connections.FIRST_REQUEST / 2);
    assertThat(ended(slow)).isTrue();
  }

  @Test
  void aSecondRequestThatTricklesIsClosedToo() throws Exception {
    Socket slow = connected("127.0.0.1");
    say(slow, HEALTHY);
    assertThat(head(slow)).isEqualTo("HTTP/1.1 200 OK");
    say(slow, "GET /-/hea");
    Awaitility.await().until(() -> {
      pass(Connections.IDLE);
      return server.traffic().connections() == 0;
    });
  }

  @Test
  void anAnswerThatIsNotReadIsBrokenOffInTheEnd() throws Exception {
    text.set(megabytes(4));
    Socket slow = connected("127.0.0.1");
    say(slow, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(head(slow)).isEqualTo("HTTP/1.1 200 OK");
    pass(Connections.ANSWER);
    Awaitility.await().until(() -> server.traffic().connections() == 0);
    assertThat(server.traffic().refused()).containsEntry("slow", 1L);
  }

  @Test
  void aNewConnectionTakesThePlaceOfTheIdlestOfItsAddress() throws Exception {
    Socket first = connected("127.0.0.1");
    nanos.addAndGet(1);
    for (int i = 1; i < Connections.MOST_OF_ONE; i++) {
      connected("127.0.0.1");
    }
    Awaitility.await().until(() -> server.traffic().connections() == Connections.MOST_OF_ONE);
    Socket next = connected("127.0.0.1");
    assertThat(ended(first)).isTrue();
    say(next, HEALTHY);
    assertThat(head(next)).isEqualTo("HTTP/1.1 200 OK");
    Socket other = connected("127.0.0.2");
    say(other, HEALTHY);
    assertThat(head(other)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(server.traffic().refused()).containsEntry("connections", 1L);
  }

  @Test
  void requestsBehindAnAnswerThatIsNotReadAreNotWorkedOff() throws Exception {
    text.set(megabytes(4));
    Socket greedy = connected("127.0.0.1");
    say(greedy, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
    assertThat(head(greedy)).isEqualTo("HTTP/1.1 200 OK");
    Socket other = connected("127.0.0.1");
    say(other, HEALTHY);
    assertThat(head(other)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(renderings).hasValue(1);
  }

  @Test
  void scrapesThatAreReadSlowlyMakeRoomForAnother() throws Exception {
    text.set(megabytes(4));
    for (int i = 0; i < ScrapeRoute.MAX_OPEN; i++) {
      Socket slow = connected("127.0.0.1");
      say(slow, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(head(slow)).isEqualTo("HTTP/1.1 200 OK");
    }
    text.set(megabytes(0));
    Socket early = connected("127.0.0.1");
    say(early, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(head(early)).isEqualTo("HTTP/1.1 503 Service Unavailable");
    nanos.addAndGet(ScrapeRoute.SLOW);
    Socket next = connected("127.0.0.1");
    say(next, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(head(next)).isEqualTo("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @CsvSource({"1000, 120000", "3000000, 120000", "20000000, 45000", "42000000, 20000"})
  void aLongTextHasLessTime(long length, long millis) {
    assertThat(ScrapeRoute.readingMillis(length)).isEqualTo(millis);
  }

  private void pass(long time) {
    nanos.addAndGet(time + Duration.ofSeconds(1).toNanos());
  }

  private static MetricsSource.Scrape megabytes(int count) {
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pages.add(MEGABYTE);
    }
    return new MetricsSource.Scrape("text/test", pages, (long) count << 20);
  }

  private Socket connected(String from) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(30_000);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    int before = server.traffic().connections();
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    if (before < Connections.MOST_OF_ONE) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> server.traffic().connections() > before);
    }
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }
}
