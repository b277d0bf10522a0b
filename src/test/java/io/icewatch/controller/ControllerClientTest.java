package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.icewatch.controller.HostileServer.Talk;
import io.icewatch.model.Answer;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Database;
import io.icewatch.model.Failure;
import io.icewatch.model.TlsFiles;
import io.icewatch.model.WatcherRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerClientTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Credentials NONE = new Credentials.None();

  @TempDir
  Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private HostileServer server;

  @BeforeEach
  void start() throws IOException {
    server = new HostileServer(Bodies::good);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  @Test
  void aQuestionSaysWhoAsksAndWhatItTakes() {
    try (ControllerClient client = client(NONE, NONE)) {
      client.status("t_OFFLINE", AMPLE);

      Talk request = server.requests().get(0);
      assertThat(request.line())
          .isEqualTo("GET /api/pinot/tables/t_OFFLINE/iceberg/status HTTP/1.1");
      assertThat(request.header("Accept")).contains("application/json");
      assertThat(request.header("User-Agent")).hasValueSatisfying(v -> v.startsWith("icewatch/"));
      assertThat(request.header("Accept-Encoding")).contains("gzip");
      assertThat(request.header("Authorization")).isEmpty();
      assertThat(request.header("If-None-Match")).isEmpty();
    }
  }

  @Test
  void everyQuestionAndTheTriggerNameTheDatabase() {
    ControllerSettings settings = new ControllerSettings(
        "c",
        server.url(),
        NONE,
        NONE,
        new ControllerLimits(1, 100),
        TlsFiles.none(),
        Optional.of(new Database("sales")));
    try (ControllerClient client = new ControllerClient(settings, () -> now)) {
      client.tables(AMPLE);
      client.status("sales.orders_OFFLINE", AMPLE);
      client.taskNames(AMPLE);
      client.trigger("sales.orders_OFFLINE", AMPLE);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.trigger("orders_OFFLINE", AMPLE));

      assertThat(server.requests())
          .extracting(request -> request.header("database"))
          .hasSize(4)
          .containsOnly(Optional.of("sales"));
    }
  }

  @Test
  void aTriggerIsOnePostOfOneTableWithItsOwnCredentials() throws IOException {
    try (ControllerClient client = client(bearer("read-token"), bearer("run-token"))) {
      assertThat(client.trigger("orders_OFFLINE", AMPLE))
          .isEqualTo(new Acceptance.Accepted(
              200, "{\"status\":\"IcebergIngestionTask triggered for table: t_OFFLINE\"}"));

      client.status("orders_OFFLINE", AMPLE);
      Talk trigger = server.requests().get(0);
      assertThat(trigger.line())
          .isEqualTo("POST /api/pinot/periodictask/run"
              + "?taskname=IcebergIngestionTask&tableName=orders&type=OFFLINE HTTP/1.1");
      assertThat(trigger.header("Content-Type")).contains("application/json");
      assertThat(trigger.header("Content-Length")).contains("0");
      assertThat(trigger.header("Authorization")).contains("Bearer run-token");
      assertThat(server.requests().get(1).header("Authorization")).contains("Bearer read-token");
    }
  }

  @Test
  void aTriggerWithoutATableNeverLeaves() {
    try (ControllerClient client = client(NONE, NONE)) {
      for (String table : List.of("", "  ", "_OFFLINE")) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.trigger(table, AMPLE));
      }

      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aNameThatWouldClimbOutOfItsPathIsNotAskedAbout() {
    try (ControllerClient client = client(NONE, NONE)) {
      assertThat(client.status("..", AMPLE))
          .isEqualTo(
              new Answer.Failed<>(new Failure.NotAsked("table: '..' (expected: a table's name)")));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void withoutItsCredentialsNothingIsSent() {
    Credentials missing = new Credentials.BearerFile(directory.resolve("missing"));
    try (ControllerClient client = client(missing, missing)) {
      assertThat(failure(client.status("t", AMPLE)).message())
          .startsWith("auth.bearerTokenFile: ")
          .endsWith("missing does not exist (expected: a readable file with a token)");
      assertThat(client.trigger("t", AMPLE))
          .isInstanceOfSatisfying(
              Acceptance.Rejected.class,
              rejected -> assertThat(rejected.failure().message())
                  .startsWith("triggerAuth.bearerTokenFile: "));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aServerThatEchoesTheTokenDoesNotGetItIntoAMessage() throws IOException {
    server.behave(talk -> talk.send(Bodies.http(
        talk.target().contains("checkpoint") ? "200 OK" : "403 Forbidden",
        "text/plain",
        "x".repeat(110) + talk.header("Authorization").orElse(""))));
    try (ControllerClient client = client(bearer("st-key-s3cr3t"), bearer("st-key-s3cr3t"))) {
      String denied = client.status("t", AMPLE).toString();
      String malformed = client.checkpoint("t", AMPLE).toString();
      String rejected = client.trigger("t", AMPLE).toString();

      assertThat(denied).contains("Bearer ***").doesNotContain("st-key");
      assertThat(malformed).contains("Malformed", "xxx", "***").doesNotContain("st-key");
      assertThat(rejected).contains("Bearer ***").doesNotContain("st-key");
    }
  }

  @Test
  void aTaggedAnswerIsAskedForAgainOnlyIfItChanged() {
    try (ControllerClient client = client(NONE, NONE)) {
      server.behave(talk -> talk.send(Bodies.json("200 OK", Bodies.goodBody(talk))
          .replaceFirst("\r\n", "\r\nETag: \"one\"\r\n")));
      Answer<WatcherRun> first = client.status("t", AMPLE);
      server.behave(talk -> talk.send("HTTP/1.1 304 Not Modified\r\n\r\n"));

      assertThat(client.status("t", AMPLE))
          .isInstanceOfSatisfying(
              Answer.NotModified.class,
              same -> assertThat(same.value())
                  .isEqualTo(((Answer.Observed<WatcherRun>) first).value()));
      assertThat(server.requests().get(1).header("If-None-Match")).contains("\"one\"");
      client.checkpoint("t", AMPLE);
      assertThat(server.requests().get(2).header("If-None-Match")).isEmpty();
    }
  }

  @Test
  void aThrottledQuestionSaysHowLong() {
    try (ControllerClient client = client(NONE, NONE)) {
      server.behave(
          talk -> talk.send("HTTP/1.1 429 Slow\r\nRetry-After: Sun, 01 Mar 2026 00:00:42 GMT\r\n"
              + "Content-Length: 0\r\n\r\n"));

      assertThat(failure(client.status("t", AMPLE)))
          .isInstanceOfSatisfying(
              Failure.Throttled.class,
              throttled -> assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(42)));
    }
  }

  @Test
  void aQuestionIsAskedOnceMoreWhenItsConnectionBreaks() {
    try (ControllerClient client = client(NONE, NONE)) {
      server.behave(talk -> {
        server.behave(Bodies::good);
        talk.reset();
      });

      assertThat(client.status("t", AMPLE)).isInstanceOf(Answer.Observed.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aQuestionIsNotAskedOnceMoreWhenTheTimeIsShort() {
    try (ControllerClient client = client(NONE, NONE)) {
      server.behave(talk -> {
        now = now.plusSeconds(30);
        talk.reset();
      });

      assertThat(client.status("t", AMPLE).outcome()).isEqualTo("unreachable");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void nobodyListeningIsUnreachableAndATriggerIsRejected() throws IOException {
    server.close();
    try (ControllerClient client = client(NONE, NONE)) {
      assertThat(failure(client.status("t", AMPLE)))
          .isInstanceOf(Failure.Unreachable.class)
          .asString()
          .contains("Connection refused");
      assertThat(client.trigger("t", AMPLE)).isInstanceOf(Acceptance.Rejected.class);
    }
  }

  @Test
  void anUnknownHostIsUnreachableAndATriggerIsRejected() {
    URI nowhere = URI.create("http://controller.invalid/");
    try (ControllerClient client = client(nowhere, NONE, NONE)) {
      assertThat(failure(client.status("t", AMPLE)).message()).startsWith("unknown host: ");
      assertThat(client.trigger("t", AMPLE)).isInstanceOf(Acceptance.Rejected.class);
    }
  }

  @Test
  void aTlsHandshakeWithAPlainServerIsUnreachableAndATriggerIsRejected() {
    server.behave(talk -> talk.socket().close());
    URI tls = URI.create(server.url().toString().replace("http:", "https:"));
    try (ControllerClient client = client(tls, NONE, NONE)) {
      CompletableFuture<Answer<WatcherRun>> asked =
          CompletableFuture.supplyAsync(() -> client.status("t", Duration.ofSeconds(1)), threads);

      assertThat(asked.join().outcome()).isIn("unreachable", "timed_out");
      assertThat(client.trigger("t", Duration.ofSeconds(1)))
          .isInstanceOf(Acceptance.Rejected.class);
    }
  }

  @Test
  void aHangOnOneTableDelaysNoOther() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    server.behave(talk -> {
      if (talk.target().contains("slow_OFFLINE")) {
        hanging.countDown();
        talk.hang();
      } else {
        Bodies.good(talk);
      }
    });
    try (ControllerClient client = client(NONE, NONE)) {
      CompletableFuture<Answer<WatcherRun>> slow =
          CompletableFuture.supplyAsync(() -> client.status("slow_OFFLINE", AMPLE), threads);
      hanging.await();

      for (int i = 0; i < 20; i++) {
        assertThat(client.status("fast_OFFLINE", AMPLE)).isInstanceOf(Answer.Observed.class);
      }
      assertThat(slow).isNotDone();
    }
  }

  @Test
  void allSlotsHangingLeaveTheNextQuestionUnaskedAndATriggerFree() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(2);
    server.behave(talk -> {
      if (talk.line().startsWith("GET")) {
        hanging.countDown();
        talk.hang();
      } else {
        Bodies.good(talk);
      }
    });
    try (ControllerClient client = client(NONE, NONE)) {
      for (int i = 0; i < 2; i++) {
        threads.execute(() -> client.status("slow_OFFLINE", AMPLE));
      }
      hanging.await();

      assertThat(failure(client.status("t", Duration.ofMillis(50))).message())
          .isEqualTo("limits.maxConcurrent: all in use for 50ms (expected: a free one)");
      assertThat(client.trigger("t", AMPLE)).isInstanceOf(Acceptance.Accepted.class);
    }
  }

  @Test
  void twoHundredQuestionsShareOneConnection() {
    try (ControllerClient client = client(NONE, NONE)) {
      for (int i = 0; i < 200; i++) {
        assertThat(client.status("t" + i, AMPLE)).isInstanceOf(Answer.Observed.class);
      }

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void manyThreadsShareAsManyConnectionsAsMayBeInFlight() {
    try (ControllerClient client = client(NONE, NONE)) {
      List<CompletableFuture<Void>> askers = Stream.generate(() -> CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 50; i++) {
                  Answer<Long> answer = client.files("t", AMPLE);
                  assertThat(answer).isInstanceOf(Answer.Observed.class);
                }
              },
              threads))
          .limit(8)
          .toList();

      askers.forEach(CompletableFuture::join);
      assertThat(server.connections()).isBetween(1, 2);
    }
  }

  @Test
  void oneQuestionSurvivesARestartThatClosedAllKeptConnections() throws IOException {
    CountDownLatch bothOpen = new CountDownLatch(2);
    server.behave(talk -> {
      bothOpen.countDown();
      await(bothOpen);
      Bodies.good(talk);
    });
    try (ControllerClient client = client(NONE, NONE)) {
      CompletableFuture<Answer<WatcherRun>> other =
          CompletableFuture.supplyAsync(() -> client.status("t", AMPLE), threads);
      client.status("t", AMPLE);
      other.join();
      server.drop();

      assertThat(client.status("t", AMPLE)).isInstanceOf(Answer.Observed.class);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aHugeBodyIsCutOffNotReadToItsEnd() {
    CompletableFuture<Long> taken = new CompletableFuture<>();
    server.behave(talk -> {
      talk.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
      byte[] block = new byte[100_000];
      long sent = 0;
      try {
        for (; sent < 1_000_000_000; sent += block.length) {
          talk.send(block);
        }
      } finally {
        taken.complete(sent);
      }
    });
    try (ControllerClient client = client(NONE, NONE)) {
      assertThat(client.status("t", AMPLE).outcome()).isEqualTo("malformed");
      // What is beyond the cap fitted into the sockets' buffers.
      assertThat(taken.join()).isLessThan(50_000_000);
    }
  }

  @Test
  void closingEndsWhatIsInFlight() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    server.behave(talk -> {
      hanging.countDown();
      talk.hang();
    });
    ControllerClient client = client(NONE, NONE);
    CompletableFuture<Answer<WatcherRun>> asked = CompletableFuture.supplyAsync(
        () -> client.status("t", Duration.ofDays(100_000_000)), threads);
    hanging.await();

    client.close();
    assertThat(failure(asked.join())).isEqualTo(new Failure.Unreachable("the client was closed"));
    assertThat(failure(client.status("t", AMPLE)).message()).isEqualTo("the client is closed");
    assertThat(client.trigger("t", AMPLE)).isInstanceOf(Acceptance.Rejected.class);
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    try (ControllerClient client = client(NONE, NONE)) {
      Thread.currentThread().interrupt();
      Answer<WatcherRun> answer = client.status("t", AMPLE);
      Acceptance acceptance = client.trigger("t", AMPLE);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure(answer)).isEqualTo(new Failure.Unreachable("interrupted"));
      assertThat(acceptance)
          .isEqualTo(new Acceptance.Rejected(new Failure.Unreachable("interrupted")));
    }
  }

  private ControllerClient client(Credentials auth, Credentials triggerAuth) {
    return client(server.url(), auth, triggerAuth);
  }

  private ControllerClient client(URI url, Credentials auth, Credentials triggerAuth) {
    ControllerLimits limits = new ControllerLimits(2, 100);
    return new ControllerClient(
        new ControllerSettings("c", url, auth, triggerAuth, limits), () -> now);
  }

  private Credentials bearer(String token) throws IOException {
    return new Credentials.BearerFile(Files.writeString(directory.resolve(token), token));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Failure failure(Answer<?> answer) {
    return ((Answer.Failed<?>) answer).failure();
  }
}
