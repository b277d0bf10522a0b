package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.Daemon;
import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.config.Listen;
import io.icewatch.model.CatalogAuth;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceTable;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon over real Iceberg tables, one catalog that answers and one that nobody serves. */
class CatalogIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final PollSettings BRISK =
      new PollSettings(SECOND, SECOND, SECOND, Duration.ofSeconds(20), SECOND.multipliedBy(5));
  private static final CatalogSettings.Limits QUICK =
      new CatalogSettings.Limits(2, 20, SECOND, SECOND.multipliedBy(5), 10);

  @TempDir
  private Path directory;

  @Test
  void theCatalogTellsTheLagToTheMillisecondAndADeadOneIsMissedByNobody() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(
            List.of(SandboxTable.named("orders_OFFLINE"), SandboxTable.named("clicks_OFFLINE"))));
        Daemon daemon = Daemon.start(configuration(sandbox), "test")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(table(daemon.snapshot(), "orders_OFFLINE").reason(now()))
                  .isEqualTo("caught up by the catalog"));
      sandbox.commit("orders_OFFLINE", 2);
      sandbox.commit("orders_OFFLINE", 3);
      Instant since = sandbox.truth("orders_OFFLINE").behindSince().orElseThrow();
      await().atMost(PATIENCE).untilAsserted(() -> {
        TableState orders = table(daemon.snapshot(), "orders_OFFLINE");
        assertThat(orders.assessment().lagSource()).isEqualTo(LagSource.CATALOG);
        assertThat(orders.assessment().lag()).isEqualTo(new Lag.Behind(since));
        assertThat(orders.filesPending(now())).contains(5L);
        assertThat(orders.catalogFilesMismatch(now())).contains(0L);
      });
      TableState clicks = table(daemon.snapshot(), "clicks_OFFLINE");
      assertThat(clicks.assessment().lagSource()).isEqualTo(LagSource.OBSERVED);
      assertThat(clicks.reason(now()))
          .startsWith("caught up: the source and the checkpoint hold 1 file; not by the catalog:"
              + " catalog: never answered");
      String up = "pinot_iceberg_up{controller=\"prod\",table=\"%s\",endpoint=\"catalog\"} %s\n";
      assertThat(Http.get("http://127.0.0.1:" + daemon.port() + "/metrics").body())
          .contains(up.formatted("orders_OFFLINE", 1), up.formatted("clicks_OFFLINE", 0))
          .contains("pinot_iceberg_snapshots_pending{controller=\"prod\","
              + "table=\"orders_OFFLINE\"} 2\n")
          .contains("icewatch_catalog_requests_total{catalog=\"sandbox\",outcome=\"read\",}");
    }
  }

  @Test
  void oneLookAsksTheCatalogToo() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(
        List.of(SandboxTable.named("orders_OFFLINE"), SandboxTable.named("clicks_OFFLINE"))))) {
      await()
          .atMost(PATIENCE)
          .until(() -> sandbox.truth("orders_OFFLINE").checkpointSnapshot().isPresent());
      sandbox.commit("orders_OFFLINE", 2);
      Instant since = sandbox.truth("orders_OFFLINE").behindSince().orElseThrow();
      Snapshot seen = Daemon.lookOnce(configuration(sandbox));
      assertThat(table(seen, "orders_OFFLINE").assessment().lag()).isEqualTo(new Lag.Behind(since));
    }
  }

  private Configuration configuration(Sandbox sandbox) {
    ControllerSettings controller = new ControllerSettings(
        "prod",
        sandbox.url(),
        new Credentials.None(),
        new Credentials.None(),
        ControllerLimits.defaults());
    return new Configuration(
        new Listen("127.0.0.1", 0),
        directory.resolve("icewatch.db"),
        false,
        List.of(lake(sandbox), nobody()),
        List.of(new ControllerConfig(
            controller, List.of(watched("orders", "sandbox"), watched("clicks", "nobody")))));
  }

  private static TableSettings watched(String name, String catalog) {
    TableSettings usual = TableSettings.defaults(new TableId("prod", name + "_OFFLINE"));
    return new TableSettings(
        usual.id(),
        BRISK,
        usual.lag(),
        usual.runs(),
        Optional.of(new SourceTable(catalog, "sandbox." + name, SourceTable.MAIN)));
  }

  private static CatalogSettings lake(Sandbox sandbox) {
    Map<String, String> properties = new HashMap<>(sandbox.catalogProperties());
    return new CatalogSettings(
        "sandbox",
        Optional.ofNullable(properties.remove("type")).orElseThrow(),
        Optional.ofNullable(properties.remove("uri")),
        Optional.ofNullable(properties.remove("warehouse")),
        properties,
        Map.of(),
        new CatalogAuth.None(),
        QUICK);
  }

  private static CatalogSettings nobody() {
    return new CatalogSettings(
        "nobody",
        "rest",
        Optional.of("http://127.0.0.1:1"),
        Optional.empty(),
        Map.of(),
        Map.of(),
        new CatalogAuth.None(),
        QUICK);
  }

  private static TableState table(Snapshot fleet, String name) {
    return fleet.tables().stream()
        .filter(table -> table.id().table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Instant now() {
    return Instant.now();
  }
}
