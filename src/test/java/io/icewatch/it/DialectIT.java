package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.Daemon;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.model.Api;
import io.icewatch.model.Lag;
import io.icewatch.model.TableState;
import io.icewatch.sandbox.Behaviour;
import io.icewatch.sandbox.Generation;
import io.icewatch.sandbox.RecordedRequest;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon, not told which generation of the API its controller speaks. */
class DialectIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ORDERS = "orders_OFFLINE";
  private static final String CLICKS = "clicks_OFFLINE";

  @TempDir
  private Path directory;

  @Test
  void aControllerOfTheSecondGenerationIsFoundAndItsTableHelpedWithOneRequest() throws Exception {
    try (Sandbox sandbox = start(Generation.EXTERNAL_TABLE);
        Daemon daemon = daemon(sandbox, "auto")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(state(daemon, ORDERS).reason(now()))
              .isEqualTo("caught up by the catalog"));
      sandbox.commit(ORDERS, 4);
      Instant since = sandbox.truth(ORDERS).behindSince().orElseThrow();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(state(daemon, ORDERS).assessment().lag())
              .isEqualTo(new Lag.Behind(since)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(metrics(daemon))
              .contains("triggers_total{controller=\"prod\",table=\"orders_OFFLINE\","
                  + "outcome=\"succeeded\",} 1.0")
              .contains("pinot_iceberg_lag_seconds{controller=\"prod\","
                  + "table=\"orders_OFFLINE\"} 0\n"));
      assertThat(Acted.calls(sandbox)).singleElement().satisfies(DialectIT::isOneTable);
      assertThat(metrics(daemon))
          .contains("pinot_iceberg_table_info{controller=\"prod\",table=\"orders_OFFLINE\","
              + "lag_source=\"catalog\",api=\"externalTable\",source_type=\"catalog\"} 1")
          .contains("icewatch_trigger_access{controller=\"prod\",} 1.0")
          .doesNotContain("_OFFLINE\",endpoint=\"files\"")
          .doesNotContain("pinot_iceberg_files{");
      assertThat(sandbox.requests())
          .filteredOn(request -> request.path().contains("/iceberg/"))
          .as("the looks that found it out")
          .hasSizeLessThanOrEqualTo(2);
      assertThat(sandbox.requests())
          .noneMatch(request ->
              request.path().contains("/files") || request.path().endsWith("/periodictask/run"));
    }
  }

  @Test
  void anUpgradeIsNoticedWhileTheDaemonRuns() throws Exception {
    try (Sandbox sandbox = start(Generation.ICEBERG);
        Daemon daemon = daemon(sandbox, "auto")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(metrics(daemon))
              .contains("pinot_iceberg_files{controller=\"prod\",table=\"orders_OFFLINE\"")
              .contains("pinot_iceberg_files{controller=\"prod\",table=\"clicks_OFFLINE\""));
      assertThat(sandbox.requests())
          .noneMatch(request -> request.path().contains("/externalTable/"));
      sandbox.speak(Generation.NONE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(metrics(daemon))
              .contains("up{controller=\"prod\",table=\"clicks_OFFLINE\",endpoint=\"status\"} 0"));
      sandbox.speak(Generation.EXTERNAL_TABLE);
      await().atMost(PATIENCE).untilAsserted(() -> {
        assertThat(state(daemon, ORDERS).observation().api()).contains(Api.EXTERNAL_TABLE);
        assertThat(state(daemon, CLICKS).observation().api()).contains(Api.EXTERNAL_TABLE);
        assertThat(state(daemon, ORDERS).reason(now())).isEqualTo("caught up by the catalog");
      });
      assertThat(metrics(daemon)).doesNotContain("pinot_iceberg_files{");
      assertThat(Acted.calls(sandbox)).isEmpty();
    }
  }

  private static void isOneTable(RecordedRequest call) {
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/api/pinot/tasks/schedule");
    assertThat(call.query()).isEqualTo("taskType=ExternalTableSyncTask&tableName=" + ORDERS);
    assertThat(call.body())
        .isEqualTo("{\"taskType\":\"ExternalTableSyncTask\",\"tableName\":\"" + ORDERS + "\"}");
  }

  private static Sandbox start(Generation generation) {
    return Sandbox.start(SandboxSettings.of(List.of(
            SandboxTable.named(ORDERS).behaving(Behaviour.HEALTHY), SandboxTable.named(CLICKS)))
        .under("/api/pinot")
        .speaking(generation));
  }

  private Daemon daemon(Sandbox sandbox, String api) throws Exception {
    Path file = directory.resolve("icewatch.yml");
    Files.writeString(file, """
            web: {listen: 127.0.0.1:0}
            triggerLimits: {startupGrace: 1s, brakePercent: 100}
            defaults:
              poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
              lag: {warning: 1s, critical: 1h}
              trigger: {lag: 2s, observations: 2, scheduleMargin: 0s, shortCooldown: true}
            catalogs:
              lake: {type: rest, uri: "%s"}
            controllers:
              - name: prod
                url: %s
                api: %s
                tables:
                  - name: orders_OFFLINE
                    catalog: {name: lake, table: sandbox.orders}
                    trigger: {mode: auto}
                  - name: clicks_OFFLINE
            """.formatted(sandbox.catalogUrl(), sandbox.url(), api));
    Loading loading = ConfigurationLoader.check(file, Map.of());
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    return Daemon.start(((Loading.Loaded) loading).configuration(), "test");
  }

  private static TableState state(Daemon daemon, String name) {
    return daemon.snapshot().tables().stream()
        .filter(table -> table.id().table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String metrics(Daemon daemon) {
    return Http.get("http://127.0.0.1:" + daemon.port() + "/metrics").body();
  }

  private static Instant now() {
    return Instant.now();
  }
}
