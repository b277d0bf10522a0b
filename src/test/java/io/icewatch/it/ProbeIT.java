package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.web.ApiDescription;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo answers to programs, held against what it says of itself, and Prometheus's probes. */
class ProbeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir
  private Path directory;

  @Test
  void programsAreAnsweredAsDescribedAndPrometheusProbesEachTable() throws Exception {
    Programs.require("prometheus");
    try (Icewatch demo = Icewatch.start(directory, "demo", "--port", "0")) {
      await()
          .atMost(PATIENCE)
          .until(() -> demo.printed("The first lag was known ([0-9.]+) s after").isPresent());
      String url =
          "http://127.0.0.1:" + demo.printed("page +http://127.0.0.1:(\\d+)/").orElseThrow();
      JsonNode tables = Http.json(url + "/api/v1/tables").get("tables");
      assertThat(tables).isNotEmpty();
      everyTableProbed(url, tables.size());
      describedAnswers(url, tables);
      assertThat(demo.stop()).isEqualTo(143);
    }
  }

  private void everyTableProbed(String url, int tables) throws IOException {
    try (Prometheus prometheus = Prometheus.discovering(url + "/sd", directory)) {
      await().atMost(PATIENCE).until(prometheus::ready);
      await()
          .atMost(PATIENCE)
          .until(() -> prometheus
                  .query("label_replace(probe_success == 1, 'table', '$1', 'instance', '.*/(.*)')")
                  .size()
              == tables);
    }
  }

  private static void describedAnswers(String url, JsonNode tables) {
    ApiDescription described =
        ApiDescription.of(Http.get(url + "/api/v1/openapi.json").body());
    for (String operation : described.operations()) {
      String path = operation.substring(operation.indexOf(' ') + 1);
      if (operation.startsWith("GET") && !path.contains("{seq}") && !path.equals("/probe")) {
        for (JsonNode table : tables) {
          String asked = path.replace("{controller}", table.get("controller").asText())
              .replace("{table}", table.get("table").asText());
          HttpResponse<String> response = Http.get(url + asked);
          assertThat(response.statusCode()).as(asked).isEqualTo(200);
          described.accepts(
              operation,
              200,
              response.headers().firstValue("content-type").orElseThrow(),
              response.body());
          if (asked.equals(path)) {
            break;
          }
        }
      }
    }
  }
}
