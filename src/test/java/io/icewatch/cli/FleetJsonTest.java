package io.icewatch.cli;

import static io.icewatch.cli.Fleets.NOW;
import static io.icewatch.cli.Fleets.fleet;
import static io.icewatch.cli.Fleets.sourced;
import static io.icewatch.cli.Fleets.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.Health;
import io.icewatch.model.RunResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theWholeDocumentIsAsDocumented() throws JsonProcessingException {
    String rendered = FleetJson.render(
        fleet(table(
            "orders_OFFLINE",
            Health.BEHIND,
            Optional.of(Duration.ofMillis(1_392_500)),
            RunResult.COMPLETED)),
        NOW);
    assertThat(rendered).endsWith("}\n");
    assertThat(JSON.readTree(rendered)).isEqualTo(JSON.readTree("""
                {"at": "2026-03-01T12:00:00Z", "verdict": "warning", "exitCode": 1,
                 "controllers": [{"name": "prod", "asked": true, "breaker": "closed",
                                  "clockSkewSeconds": -1.5}],
                 "catalogs": [],
                 "tables": [{
                   "controller": "prod", "table": "orders_OFFLINE", "health": "behind",
                   "verdict": "warning", "reason": "because of behind",
                   "lagSeconds": 1392.5, "api": null, "lagSource": "observed",
                   "behindSince": "2026-03-01T11:36:47.500Z",
                   "observedLagSeconds": null, "observedBehindSince": null,
                   "catchUpSeconds": null,
                   "lagWarningSeconds": 900, "lagCriticalSeconds": 3600,
                   "filesPending": 12, "files": 40,
                   "lastSuccess": "2026-03-01T11:56:48Z", "lastSuccessAgeSeconds": 192,
                   "sourceIdleSeconds": null,
                   "checkpoint": {"type": "SNAPSHOT_ID", "value": "9007199254740993"},
                   "run": {"status": "completed", "start": "2026-03-01T11:55:48Z",
                           "end": "2026-03-01T11:56:48Z", "filesDiscovered": 5,
                           "segmentsGenerated": 5, "error": null},
                   "catalog": null}]}
                """));
  }

  @Test
  void whatTheCatalogSaysIsAsDocumented() throws JsonProcessingException {
    JsonNode document = JSON.readTree(FleetJson.render(sourced(), NOW));
    assertThat(document.get("catalogs")).isEqualTo(JSON.readTree("""
                [{"name": "lake", "asked": true, "breaker": "half_open"}]
                """));
    JsonNode table = document.get("tables").get(0);
    assertThat(table.get("observedLagSeconds")).isEqualTo(JSON.readTree("1380.25"));
    assertThat(table.get("observedBehindSince").textValue()).isEqualTo("2026-03-01T11:36:59.750Z");
    assertThat(table.get("catchUpSeconds")).isEqualTo(JSON.readTree("95"));
    assertThat(table.get("catalog")).isEqualTo(JSON.readTree("""
                {"name": "lake", "table": "sales.orders", "branch": "main", "used": true,
                 "unusedBecause": null, "askedAt": "2026-03-01T11:59:58Z",
                 "answeredAt": "2026-03-01T11:59:55Z", "problem": "refused",
                 "position": "gap", "tableUuid": "00000000-0000-0004-0000-000000000002",
                 "notRead": null, "lastDataCommit": "2026-03-01T11:58:25Z",
                 "checkpointExpiryMarginSeconds": 3595, "filesMismatch": null,
                 "pending": {
                   "snapshots": {"low": 3, "high": null},
                   "dataSnapshots": {"low": 3, "high": null},
                   "files": {"low": 3, "high": null}, "records": {"low": 3, "high": null},
                   "bytes": {"low": 3, "high": null}, "waiting": true,
                   "sinceEarliest": null, "sinceLatest": "2026-03-01T11:36:47Z"},
                 "commits": [
                   {"id": "9007199254740995", "at": "2026-03-01T11:58:25Z", "operation": "append",
                    "files": {"low": 2, "high": 2}, "records": {"low": 20, "high": 20},
                    "bytes": {"low": 0, "high": 2000}},
                   {"id": "9007199254740993", "at": "2026-03-01T11:30:00Z", "operation": null,
                    "files": {"low": 0, "high": null}, "records": {"low": 0, "high": null},
                    "bytes": {"low": 0, "high": null}}]}
                """));
  }

  @Test
  void whatTheCatalogSaidLongAgoIsNull() throws JsonProcessingException {
    JsonNode catalog = JSON.readTree(FleetJson.render(sourced(), NOW.plusSeconds(3600)))
        .get("tables")
        .get(0)
        .get("catalog");
    assertThat(catalog.get("answeredAt").textValue()).isEqualTo("2026-03-01T11:59:55Z");
    for (String field : new String[] {"position", "pending", "commits", "lastDataCommit"}) {
      assertThat(catalog.get(field).isNull()).as(field).isTrue();
    }
  }

  @Test
  void whatIsUnknownIsNullAndNeverZero() throws JsonProcessingException {
    JsonNode table = JSON.readTree(FleetJson.render(
            fleet(table("t", Health.OK, Optional.of(Duration.ZERO))), NOW.plusSeconds(3600)))
        .get("tables")
        .get(0);
    for (String field : new String[] {
      "lagSeconds",
      "behindSince",
      "filesPending",
      "files",
      "lastSuccess",
      "lastSuccessAgeSeconds",
      "sourceIdleSeconds",
      "checkpoint",
      "run"
    }) {
      assertThat(table.get(field).isNull()).as(field).isTrue();
    }
    assertThat(table.get("health").textValue()).isEqualTo("unknown");
  }
}
