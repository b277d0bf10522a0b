package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it, scraped by a real Prometheus, held against what is true. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The demo asks for file counts each 2 s; one more interval for a machine under load. */
  private static final double LATEST = 4;

  /** A TIMESTAMP checkpoint is compared with 10 s of slack for the clocks, and told "at least". */
  private static final double LATEST_BY_TIME = 40;

  /** Their later runs never complete, and the controller keeps the last run only. */
  private static final Set<String> OVERWRITING = Set.of("payments_OFFLINE", "shipments_OFFLINE");

  /** What happens to these tables cannot be seen in file counts. */
  private static final Set<String> BEYOND_COUNTS =
      Set.of("sessions_OFFLINE", "refunds_OFFLINE", "archive_OFFLINE", "customers_OFFLINE");

  @TempDir
  private Path directory;

  @Test
  void prometheusSeesWhatIsTrueOfEachTable() throws IOException, InterruptedException {
    Programs.require("prometheus");
    try (Icewatch demo = Icewatch.start(directory, "demo", "--port", "0")) {
      await()
          .atMost(PATIENCE)
          .until(() -> demo.printed("The first lag was known ([0-9.]+) s after").isPresent());
      int port = Integer.parseInt(demo.printed("page +http://127.0.0.1:(\\d+)/").orElseThrow());
      String sandbox = demo.printed("controller +(http://\\S+)").orElseThrow();
      double started = System.currentTimeMillis() / 1000.0;
      try (Prometheus prometheus = Prometheus.scraping(port, directory)) {
        await().atMost(PATIENCE).until(prometheus::ready);
        await()
            .atMost(PATIENCE)
            .until(() -> prometheus.query("max(up{job='icewatch'})").containsValue(1.0));
        JsonNode tables = Http.json(sandbox + "/sandbox/truth");
        assertThat(tables).hasSizeGreaterThanOrEqualTo(6);
        await().atMost(PATIENCE).until(() -> mishapsHappened(sandbox));
        // What is compared must hold still: the writers stop, the runs go on.
        tables.forEach(table ->
            Http.post(sandbox + "/sandbox/tables/" + table.path("table").asText() + "/pause"));
        await()
            .atMost(PATIENCE.multipliedBy(2))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> agree(prometheus, sandbox, started));
      }
      assertThat(demo.stop()).isEqualTo(143);
    }
    assertThat(leftovers()).as("files left behind").isEmpty();
  }

  private static void agree(Prometheus prometheus, String sandbox, double started) {
    Map<String, Double> lag = prometheus.query("pinot_iceberg_lag_seconds");
    Map<String, Double> since =
        prometheus.query("timestamp(pinot_iceberg_lag_seconds) - pinot_iceberg_lag_seconds");
    Map<String, Double> behindSince =
        prometheus.query("pinot_iceberg_behind_since_timestamp_seconds");
    Set<String> exact =
        prometheus.query("pinot_iceberg_table_info{lag_source='catalog'}").keySet();
    assertThat(exact)
        .contains("orders_OFFLINE", "payments_OFFLINE", "sessions_OFFLINE", "refunds_OFFLINE");
    Map<String, Double> pending = prometheus.query("pinot_iceberg_files_pending");
    Map<String, Double> success = prometheus.query("pinot_iceberg_last_success_timestamp_seconds");
    Map<String, Double> successByAge =
        prometheus.query("timestamp(pinot_iceberg_last_success_age_seconds)"
            + " - pinot_iceberg_last_success_age_seconds");
    for (JsonNode truth : Http.json(sandbox + "/sandbox/truth")) {
      String table = truth.path("table").asText();
      if (truth.path("lastSuccessEndMs").isNull()) {
        assertThat(success).as("last success").doesNotContainKey(table);
      } else {
        double end = truth.path("lastSuccessEndMs").asLong() / 1000.0;
        // A success that another run overwrote before the first look is known to nobody.
        boolean overwritten = OVERWRITING.contains(table) && end < started;
        if (!overwritten || success.containsKey(table)) {
          assertThat(success).as("last success").containsEntry(table, end);
          assertThat(successByAge.get(table)).as(table + " by age").isCloseTo(end, within(2.0));
        }
      }
      // A rolled back table may hold nothing new: then nothing waits, and nothing is shown.
      boolean waiting = truth.path("position").asText().matches("behind|diverged")
          && !truth.path("behindSinceMs").isNull();
      if (waiting && exact.contains(table)) {
        assertThat(behindSince)
            .as("behind since, by the catalog")
            .containsEntry(table, truth.path("behindSinceMs").asLong() / 1000.0);
        assertThat(pending)
            .as("pending")
            .containsEntry(table, truth.path("pendingFiles").asDouble());
      }
      if (BEYOND_COUNTS.contains(table)) {
        continue;
      }
      boolean raw = table.startsWith("raw_");
      boolean neverIngested = truth.path("checkpointSnapshotId").isNull();
      boolean byTime = table.startsWith("clicks_");
      if (raw || neverIngested) {
        assertThat(lag).as("lag").doesNotContainKey(table);
      } else if (truth.path("behindSinceMs").isNull()) {
        assertThat(lag).as("lag").containsEntry(table, 0.0);
      } else {
        double behind = truth.path("behindSinceMs").asLong() / 1000.0;
        assertThat(lag.get(table)).as(table + " lag").isPositive();
        assertThat(since.get(table))
            .as(table + " behind since")
            .isGreaterThan(behind - 1)
            .isLessThan(Math.max(behind, started) + (byTime ? LATEST_BY_TIME : LATEST));
      }
      if (raw) {
        assertThat(pending).as("pending").doesNotContainKey(table);
      } else if (!byTime || lag.getOrDefault(table, 1.0) == 0) {
        assertThat(pending)
            .as("pending")
            .containsEntry(table, truth.path("pendingFiles").asDouble());
      }
    }
    assertThat(lag.keySet()).contains("orders_OFFLINE", "clicks_OFFLINE", "inventory_OFFLINE");
    assertThat(List.of(
            lag.get("orders_OFFLINE"), lag.get("clicks_OFFLINE"), lag.get("sessions_OFFLINE")))
        .as("caught up after the writers stopped")
        .containsOnly(0.0);
    assertThat(prometheus.query("pinot_iceberg_table_health{health='checkpoint_lost'} == 1"))
        .containsKeys("refunds_OFFLINE", "archive_OFFLINE");
    assertThat(inHealth(prometheus, "stuck")).containsExactly("shipments_OFFLINE");
    assertThat(inHealth(prometheus, "failed")).containsExactly("payments_OFFLINE");
    assertThat(inHealth(prometheus, "stalled")).as("after it was triggered").isEmpty();
    assertThat(prometheus.query("pinot_iceberg_triggers_total{outcome='succeeded'}"))
        .containsKey("inventory_OFFLINE")
        .doesNotContainKey("payments_OFFLINE");
    assertThat(lag).as("caught up by the trigger").containsEntry("inventory_OFFLINE", 0.0);
    assertThat(prometheus.query("pinot_iceberg_triggers_total{outcome='failed'}"))
        .containsEntry("payments_OFFLINE", 3.0);
    assertThat(prometheus.query("pinot_iceberg_trigger_circuit_open == 1"))
        .containsOnlyKeys("payments_OFFLINE");
  }

  /** Whether the sandbox has rolled back, expired and recreated what it is going to. */
  private static boolean mishapsHappened(String sandbox) {
    Set<String> positions = new TreeSet<>();
    Http.json(sandbox + "/sandbox/truth")
        .forEach(truth -> positions.add(truth.path("position").asText()));
    return positions.containsAll(Set.of("diverged", "gap", "table_replaced"));
  }

  private static Set<String> inHealth(Prometheus prometheus, String health) {
    Set<String> tables = new TreeSet<>(prometheus
        .query("pinot_iceberg_table_health{health='" + health + "'} == 1")
        .keySet());
    tables.removeAll(BEYOND_COUNTS);
    return tables;
  }

  private List<String> leftovers() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("icewatch"))
          .toList();
    }
  }
}
