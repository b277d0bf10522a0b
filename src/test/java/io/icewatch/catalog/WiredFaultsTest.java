package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.icewatch.model.Answer;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Controller;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Health;
import io.icewatch.model.LagSource;
import io.icewatch.model.PollListener;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Secret;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.SourceTable;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableId;
import io.icewatch.model.TableListing;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import io.icewatch.poll.Poller;
import io.icewatch.poll.Watched;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.TableMetadataParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of a catalog at once, each in one of its own, under the whole poller: a controller with
 * one worker, which any waiting for a catalog would hold up, and a table without a catalog beside.
 */
class WiredFaultsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(10), SECOND);
  private static final Set<String> SILENT = Set.of("hanging", "stalled");
  private static final String UNDISTURBED = "undisturbed";
  private static final int TURNS = 8;

  @TempDir
  private Path directory;

  private final Map<String, FaultyServer> servers = new LinkedHashMap<>();
  private final List<CatalogSettings> catalogs = new ArrayList<>();
  private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
  private final Map<String, List<String>> outcomes = new ConcurrentHashMap<>();

  /** Answers the same at once, and counts the turns of each table. */
  private final class Prompt implements Controller {
    @Override
    public Answer<WatcherRun> status(String table, Duration timeout) {
      turns.computeIfAbsent(table, key -> new AtomicInteger()).incrementAndGet();
      return good(new WatcherRun(
          WatcherStatus.COMPLETED,
          Optional.of(Instant.EPOCH),
          Optional.of(Instant.EPOCH.plusSeconds(1)),
          50,
          50,
          Optional.empty(),
          Optional.of(Long.toString(LongHistory.id(0)))));
    }

    @Override
    public Answer<Checkpoint> checkpoint(String table, Duration timeout) {
      return good(new Checkpoint.SnapshotId(LongHistory.id(0)));
    }

    @Override
    public Answer<Long> files(String table, Duration timeout) {
      return good(150L);
    }

    @Override
    public Answer<SnapshotFiles> filesAt(String table, long snapshot, Duration timeout) {
      return good(new SnapshotFiles(snapshot, 50));
    }

    @Override
    public Answer<TableConfig> tableConfig(String table, Duration timeout) {
      return good(new TableConfig(Optional.empty()));
    }

    @Override
    public Answer<TableListing> tables(Duration timeout) {
      return good(TableListing.of(List.of()));
    }

    private <T> Answer<T> good(T value) {
      return new Answer.Observed<>(value, Optional.empty());
    }
  }

  private final class Listener implements PollListener, StoreListener {
    @Override
    public void answered(String controller, Endpoint endpoint, Answer<?> answer, Duration took) {}

    @Override
    public void skipped(TableId table) {}

    @Override
    public void catalogAnswered(String catalog, CatalogAnswer answer, Duration took) {
      outcomes.computeIfAbsent(catalog, key -> new CopyOnWriteArrayList<>()).add(answer.outcome());
    }

    @Override
    public void wrote() {}

    @Override
    public void failed(String problem) {}
  }

  @AfterEach
  void stop() {
    servers.values().forEach(FaultyServer::close);
  }

  private static String table() {
    return "{\"metadata-location\":\"s3://b/m.metadata.json\",\"metadata\":"
        + TableMetadataParser.toJson(LongHistory.of("s3://b/t", 3)) + ",\"config\":{}}";
  }

  /** A table of the same name: another identity, and snapshots of its own. */
  private static String another() {
    String made = table();
    for (int n = 0; n < 3; n++) {
      made = made.replace(Long.toString(LongHistory.id(n)), "4200" + n);
    }
    return made;
  }

  private FaultyServer fault(String name, HttpHandler handler) throws Exception {
    return fault(name, handler, new CatalogAuth.None());
  }

  private FaultyServer fault(String name, HttpHandler handler, CatalogAuth auth) throws Exception {
    FaultyServer server = new FaultyServer();
    server.table.set(handler);
    servers.put(name, server);
    catalogs.add(settings(name, "rest", server.uri(), auth));
    return server;
  }

  private static CatalogSettings settings(String name, String type, String uri, CatalogAuth auth) {
    return new CatalogSettings(
        name,
        type,
        Optional.of(uri),
        Optional.empty(),
        Map.of(),
        Map.of(),
        auth,
        new CatalogSettings.Limits(
            1, 100, SECOND, SILENT.contains(name) ? SECOND : SECOND.multipliedBy(30), 10));
  }

  private static TableSettings table(String name, boolean hasSource) {
    TableSettings usual = TableSettings.defaults(new TableId("prod", name));
    return new TableSettings(
        usual.id(),
        BRISK,
        usual.lag(),
        usual.runs(),
        hasSource ? Optional.of(new SourceTable(name, "sales.orders", "main")) : Optional.empty());
  }

  private long count(String table) {
    AtomicInteger counted = turns.get(table);
    return counted == null ? 0 : counted.get();
  }

  private List<String> seen(String catalog) {
    return outcomes.getOrDefault(catalog, List.of());
  }

  private FaultyServer server(String name) {
    return Optional.ofNullable(servers.get(name)).orElseThrow();
  }

  private void expired() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
    AtomicInteger issued = new AtomicInteger();
    String table = table();
    CatalogAuth auth = new CatalogAuth.ClientCredentials(
        Optional.of("icewatch"), new Secret.InFile(secret), Optional.empty(), Optional.empty());
    // The first token is taken once; the second for good.
    AtomicInteger taken = new AtomicInteger();
    FaultyServer server = fault(
        "expired",
        exchange -> {
          boolean first = FaultyServer.authorized(exchange, "t1") && taken.incrementAndGet() == 1;
          boolean later = FaultyServer.authorized(exchange, "t2");
          FaultyServer.answer(first || later ? 200 : 419, table).handle(exchange);
        },
        auth);
    server.token.set(exchange -> FaultyServer.answer(
            200,
            "{\"access_token\":\"t" + issued.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"expires_in\":3600}")
        .handle(exchange));
  }

  @Test
  void noFaultOfACatalogCostsAControllerATurn() throws Exception {
    fault("down", FaultyServer.answer(200, "")).close();
    FaultyServer hanging = fault("hanging", FaultyServer.answer(200, ""));
    hanging.table.set(hanging.hang());
    FaultyServer stalled = fault("stalled", FaultyServer.answer(200, ""));
    stalled.table.set(stalled.stall());
    fault("unauthorized", FaultyServer.error(401, "NotAuthorizedException"));
    fault("forbidden", FaultyServer.error(403, "ForbiddenException"));
    fault("missing", FaultyServer.error(404, "NoSuchTableException"));
    fault("timeout", FaultyServer.error(419, "AuthenticationTimeoutException"));
    fault("busy", FaultyServer.error(503, "SlowDown", "Retry-After", "1"));
    fault("malformed", FaultyServer.answer(200, "{\"metadata\":"));
    fault("fileio", FaultyServer.answer(200, table().replaceAll("\"summary\":\\{[^}]*\\},", "")));
    catalogs.add(settings("library", "glue", "x", new CatalogAuth.None()));
    expired();
    fault("recreated", FaultyServer.answer(200, table()));

    List<TableSettings> tables = new ArrayList<>();
    tables.add(table(UNDISTURBED, false));
    catalogs.forEach(catalog -> tables.add(table(catalog.name(), true)));
    ControllerSettings prod = new ControllerSettings(
        "prod",
        URI.create("http://localhost"),
        new Credentials.None(),
        new Credentials.None(),
        new ControllerLimits(1, 1000));
    Listener listener = new Listener();
    Fleet fleet = new Fleet();
    try (Store store = Store.open(directory.resolve("icewatch.db"), listener);
        Poller poller = new Poller(
            new Poller.Means(controller -> new Prompt(), WiredFaultsTest::source),
            store,
            fleet,
            listener,
            new Poller.Clocks(InstantSource.system(), System::nanoTime),
            new Random(7))) {
      poller.watch(new Watched(catalogs, List.of(prod), tables));
      poller.start();
      await().atMost(PATIENCE).until(() -> seen("recreated").contains("read"));
      server("recreated").table.set(FaultyServer.error(404, "NoSuchTableException"));
      await().atMost(PATIENCE).until(() -> seen("recreated").contains("table_missing"));
      server("recreated").table.set(FaultyServer.answer(200, another()));
      await()
          .atMost(PATIENCE)
          .until(() -> state(fleet, "recreated").assessment().health() == Health.CHECKPOINT_LOST);
      long before = count(UNDISTURBED);
      await().atMost(PATIENCE).until(() -> count(UNDISTURBED) >= before + TURNS);
      everyTableKeepsPaceWithTheUndisturbed();
      eachFaultWasMetAndSaid(fleet);
    }
  }

  private static IcebergSource source(CatalogSettings settings) {
    return new IcebergSource(settings, InstantSource.system(), System::nanoTime, name -> null);
  }

  private static TableState state(Fleet fleet, String name) {
    return fleet.snapshot().tables().stream()
        .filter(table -> table.id().table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void everyTableKeepsPaceWithTheUndisturbed() {
    // One that was held up by its catalog would have had its first turns and no more; a busy
    // machine
    // costs one or the other a few.
    long pace = count(UNDISTURBED);
    catalogs.forEach(catalog -> assertThat(count(catalog.name()))
        .as(catalog.name())
        .isGreaterThanOrEqualTo(pace * 3 / 4 - 1));
  }

  private void eachFaultWasMetAndSaid(Fleet fleet) {
    Map<String, String> expected = Map.ofEntries(
        Map.entry("down", "unreachable"),
        Map.entry("hanging", "timed_out"),
        Map.entry("stalled", "timed_out"),
        Map.entry("unauthorized", "denied"),
        Map.entry("forbidden", "denied"),
        Map.entry("missing", "table_missing"),
        Map.entry("timeout", "denied"),
        Map.entry("busy", "throttled"),
        Map.entry("malformed", "malformed"),
        Map.entry("library", "library_missing"));
    expected.forEach((catalog, outcome) -> {
      assertThat(seen(catalog)).as(catalog).contains(outcome);
      TableState table = state(fleet, catalog);
      assertThat(table.assessment().lagSource()).as(catalog).isEqualTo(LagSource.OBSERVED);
      assertThat(table.assessment().reason()).as(catalog).contains("not by the catalog: ");
    });
    assertThat(state(fleet, "fileio").assessment().reason())
        .contains("org.apache.iceberg:iceberg-aws");
    assertThat(seen("expired")).contains("read").doesNotContain("denied");
    assertThat(state(fleet, "expired").assessment().lagSource()).isEqualTo(LagSource.CATALOG);
    assertThat(state(fleet, UNDISTURBED).assessment().reason()).doesNotContain("catalog");
  }
}
