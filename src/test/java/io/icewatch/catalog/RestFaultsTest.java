package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Position;
import io.icewatch.model.Secret;
import io.icewatch.model.SourceView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.TableMetadataParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a REST catalog can do wrong, over real connections. */
class RestFaultsTest {
  private FaultyServer server;

  @TempDir
  private Path directory;

  @BeforeEach
  void start() throws Exception {
    server = new FaultyServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CatalogSettings settings() {
    return Shelf.settings("rest", server.uri(), Optional.empty(), Map.of());
  }

  private static String table(int snapshots) {
    return "{\"metadata-location\":\"s3://b/m.metadata.json\",\"metadata\":"
        + TableMetadataParser.toJson(LongHistory.of("s3://b/t", snapshots)) + ",\"config\":{}}";
  }

  @ParameterizedTest
  @CsvSource({
    "401, NotAuthorizedException, denied",
    "403, ForbiddenException, denied",
    "419, AuthenticationTimeoutException, denied",
    "404, NoSuchTableException, table_missing",
    "404, NoSuchNamespaceException, table_missing",
    "429, SlowDown, throttled",
    "500, ServiceFailure, catalog_error",
    "503, SlowDown, catalog_error",
    "400, BadRequest, catalog_error",
  })
  void eachStatusIsItsOwnOutcome(int status, String type, String outcome) {
    server.table.set(FaultyServer.error(status, type));
    try (IcebergSource source = Shelf.source(settings())) {
      CatalogAnswer answer = Shelf.ask(source, 1);
      assertThat(answer.outcome()).isEqualTo(outcome);
      assertThat(answer.message()).contains("said so");
    }
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void retryAfterIsHandedOnAndNotWaitedFor(int status) {
    server.table.set(FaultyServer.error(status, "SlowDown", "Retry-After", "120"));
    try (IcebergSource source = Shelf.source(settings())) {
      assertThat(Shelf.ask(source, 1))
          .isInstanceOfSatisfying(
              CatalogAnswer.Throttled.class,
              throttled -> assertThat(throttled.retryAfter()).hasValue(Duration.ofSeconds(120)));
      assertThat(server.requests)
          .filteredOn(request -> request.contains("/tables/"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>login</html>",
        "{\"metadata\":",
        "{\"metadata-location\":\"x\",\"metadata\":{\"format-version\":2}}",
        "{}",
        "[]",
      })
  void anAnswerOutsideTheSpecificationIsMalformed(String body) {
    server.table.set(FaultyServer.answer(200, body));
    try (IcebergSource source = Shelf.source(settings())) {
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Malformed.class);
    }
  }

  @Test
  void aHeaderThatTheJdkWritesItselfIsNotInTheWay() {
    // A request that is signed for AWS names its host among its headers.
    server.table.set(FaultyServer.answer(200, table(3)));
    CatalogSettings signed =
        Shelf.settings("rest", server.uri(), Optional.empty(), Map.of("header.Host", "localhost"));
    try (IcebergSource source = Shelf.source(signed)) {
      assertThat(Shelf.ask(source, LongHistory.id(2))).isInstanceOf(CatalogAnswer.Read.class);
    }
  }

  @Test
  void aProxysErrorPageIsACatalogError() {
    server.table.set(FaultyServer.answer(502, "<html>Bad gateway</html>"));
    try (IcebergSource source = Shelf.source(settings())) {
      CatalogAnswer answer = Shelf.ask(source, 1);
      assertThat(answer).isInstanceOf(CatalogAnswer.CatalogError.class);
      assertThat(answer.message()).contains("502").contains("Bad gateway");
    }
  }

  @Test
  void aCatalogThatIsDownIsUnreachable() {
    CatalogSettings settings = settings();
    server.close();
    try (IcebergSource source = Shelf.source(settings)) {
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Unreachable.class);
    }
  }

  @Test
  void aSilentCatalogIsGivenUpAfterTheReadTimeout() {
    server.table.set(server.hang());
    CatalogSettings settings =
        Shelf.with(settings(), new CatalogAuth.None(), Duration.ofMillis(200));
    try (IcebergSource source = Shelf.source(settings)) {
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.TimedOut.class);
    }
  }

  @Test
  void anAnswerThatStallsIsGivenUpAtTheCallersTimeoutAndItsThreadIsFree() {
    server.table.set(server.stall());
    try (IcebergSource source = Shelf.source(settings())) {
      for (int n = 0; n < 5; n++) {
        CatalogAnswer answer = source.read(
            Shelf.ORDERS, new Checkpoint.SnapshotId(1), Optional.empty(), Duration.ofMillis(300));
        assertThat(answer).isInstanceOf(CatalogAnswer.TimedOut.class);
      }
      server.table.set(FaultyServer.answer(200, table(3)));
      assertThat(Shelf.view(Shelf.ask(source, LongHistory.id(2))).position())
          .isEqualTo(new Position.Current());
    }
  }

  @Test
  void aTokenFileIsReadAgainWhenItChanges() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old\n");
    String table = table(3);
    server.table.set(exchange -> FaultyServer.answer(
            FaultyServer.authorized(exchange, Files.readString(file).strip()) ? 200 : 401, table)
        .handle(exchange));
    CatalogAuth auth = new CatalogAuth.Bearer(new Secret.InFile(file));
    try (IcebergSource source = Shelf.source(Shelf.with(settings(), auth, Duration.ofSeconds(5)))) {
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Read.class);
      Files.writeString(file, "new");
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Read.class);
    }
  }

  @Test
  void aTokenThatTheCatalogNoLongerTakesIsRenewedAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret");
    AtomicInteger issued = new AtomicInteger();
    String table = table(3);
    server.token.set(exchange -> FaultyServer.answer(
            200,
            "{\"access_token\":\"t" + issued.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"expires_in\":3600}")
        .handle(exchange));
    server.table.set(
        exchange -> FaultyServer.answer(FaultyServer.authorized(exchange, "t1") ? 200 : 401, table)
            .handle(exchange));
    CatalogAuth auth = new CatalogAuth.ClientCredentials(
        Optional.of("icewatch"), new Secret.InFile(file), Optional.empty(), Optional.empty());
    try (IcebergSource source = Shelf.source(Shelf.with(settings(), auth, Duration.ofSeconds(5)))) {
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Read.class);
      server.table.set(exchange -> FaultyServer.answer(
              FaultyServer.authorized(exchange, "t2") ? 200 : 419, table)
          .handle(exchange));
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Read.class);
      assertThat(issued).hasValue(2);
      // What is refused again is not renewed again at once.
      server.table.set(FaultyServer.error(401, "NotAuthorizedException"));
      assertThat(Shelf.ask(source, 1)).isInstanceOf(CatalogAnswer.Denied.class);
      assertThat(issued).hasValue(2);
    }
  }

  @Test
  void aSecretThatIsMissingIsNamedAndNothingIsAsked() {
    CatalogAuth auth = new CatalogAuth.Bearer(new Secret.InEnvironment("LAKE_TOKEN"));
    try (IcebergSource source = Shelf.source(Shelf.with(settings(), auth, Duration.ofSeconds(5)))) {
      CatalogAnswer answer = Shelf.ask(source, 1);
      assertThat(answer).isInstanceOf(CatalogAnswer.Denied.class);
      assertThat(answer.message()).isEqualTo("secret LAKE_TOKEN: nothing (expected: a secret)");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void aManifestListOnAStorageWithoutItsLibraryLeavesBounds() {
    String bare = table(3).replaceAll("\"summary\":\\{[^}]*\\},", "");
    server.table.set(FaultyServer.answer(200, bare));
    try (IcebergSource source = Shelf.source(settings())) {
      SourceView view = Shelf.view(Shelf.ask(source, LongHistory.id(0)));
      Position position = view.position();
      assertThat(view.obstacle().orElseThrow())
          .isEqualTo("manifest lists: class org.apache.iceberg.aws.s3.S3FileIO is missing"
              + " (expected: org.apache.iceberg:iceberg-aws:1.12.0 on the class path)");
      assertThat(position.kind()).isEqualTo("behind");
      assertThat(position.pending().orElseThrow().snapshots().exact()).isTrue();
      assertThat(position.pending().orElseThrow().files().high()).isEmpty();
      assertThat(position.pending().orElseThrow().behindSince().orElseThrow().latest())
          .isEmpty();
    }
  }

  @Test
  void aBusyCatalogTellsThatItWasNotAsked() throws Exception {
    server.table.set(server.hang());
    CatalogSettings.Limits one =
        new CatalogSettings.Limits(1, 1000, Duration.ofSeconds(1), Duration.ofSeconds(30), 0);
    CatalogSettings settings = settings();
    settings = new CatalogSettings(
        settings.name(),
        settings.type(),
        settings.uri(),
        settings.warehouse(),
        Map.of(),
        Map.of(),
        settings.auth(),
        one);
    try (IcebergSource source = Shelf.source(settings)) {
      Thread first = new Thread(() -> Shelf.ask(source, 1));
      first.setDaemon(true);
      first.start();
      await().until(() -> server.requests.stream().anyMatch(made -> made.contains("/tables/")));
      CatalogAnswer answer = source.read(
          Shelf.ORDERS, new Checkpoint.SnapshotId(1), Optional.empty(), Duration.ofMillis(100));
      assertThat(answer).isInstanceOf(CatalogAnswer.NotAsked.class);
      assertThat(answer.message()).isEqualTo("catalog lake: all 1 threads are busy");
    }
  }
}
