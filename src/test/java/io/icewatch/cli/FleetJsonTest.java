package io.icewatch.cli;

import static io.icewatch.cli.Fleets.NOW;
import static io.icewatch.cli.Fleets.fleet;
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
                 "tables": [{
                   "controller": "prod", "table": "orders_OFFLINE", "health": "behind",
                   "verdict": "warning", "reason": "because of behind",
                   "lagSeconds": 1392.5, "lagSource": "observed",
                   "behindSince": "2026-03-01T11:36:47.500Z",
                   "lagWarningSeconds": 900, "lagCriticalSeconds": 3600,
                   "filesPending": 12, "files": 40,
                   "lastSuccess": "2026-03-01T11:56:48Z", "lastSuccessAgeSeconds": 192,
                   "sourceIdleSeconds": null,
                   "checkpoint": {"type": "SNAPSHOT_ID", "value": "9007199254740993"},
                   "run": {"status": "completed", "start": "2026-03-01T11:55:48Z",
                           "end": "2026-03-01T11:56:48Z", "filesDiscovered": 5,
                           "segmentsGenerated": 5, "error": null}}]}
                """));
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
