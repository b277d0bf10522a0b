package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboards, asked of a real Prometheus that scrapes the demo. */
class DashboardsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration RANGE = Duration.ofMinutes(2);

  /** What Grafana would put for its own variables, and the demo's controller. */
  private static final Map<String, String> VARIABLES = Map.of(
      "$__rate_interval", "20s",
      "$__interval", "5s",
      "$__range", RANGE.toSeconds() + "s",
      "$controller", "sandbox");

  /**
   * No table has everything to show: the first is well and has a catalog, the second is triggered in
   * vain and never succeeds, the third is cured by triggers and has no catalog.
   */
  private static final List<String> TABLES =
      List.of("orders_OFFLINE", "payments_OFFLINE", "inventory_OFFLINE");

  /** Metrics that the demo alone does not have: alerts are there once Prometheus has the rules. */
  private static final List<String> AWAITED = List.of("ALERTS");

  @TempDir
  private Path directory;

  /** One query of a dashboard, with the name of where it stands and its table still open. */
  private record Query(String place, String promQl, boolean instant) {
    List<String> filled() {
      return promQl.contains("$table")
          ? TABLES.stream().map(table -> promQl.replace("$table", table)).toList()
          : List.of(promQl);
    }

    boolean awaits() {
      return AWAITED.stream()
          .anyMatch(
              metric -> Pattern.compile("\\b" + metric + "\\b").matcher(promQl).find());
    }
  }

  @Test
  void noQueryFailsAndNoneIsEmpty() throws IOException {
    Programs.require("prometheus");
    List<Query> queries = queries();
    assertThat(queries).hasSizeGreaterThan(60);
    try (Icewatch demo = Icewatch.start(directory, "demo", "--port", "0")) {
      await()
          .atMost(PATIENCE)
          .until(() -> demo.printed("The first lag was known ([0-9.]+) s after").isPresent());
      int port = Integer.parseInt(demo.printed("page +http://127.0.0.1:(\\d+)/").orElseThrow());
      try (Prometheus prometheus = Prometheus.scraping(port, directory)) {
        await().atMost(PATIENCE).until(prometheus::ready);
        List<Query> empty = new ArrayList<>(queries);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
          empty.removeIf(query -> answered(prometheus, query));
          assertThat(empty).isEmpty();
        });
        assertThat(AWAITED)
            .as("take off the list what is there now")
            .allSatisfy(metric -> assertThat(samples(prometheus.ask("count(" + metric + ")")))
                .as(metric)
                .isEmpty());
      }
    }
  }

  @Test
  void everyAwaitedMetricIsAskedFor() throws IOException {
    String all = queries().toString();
    assertThat(AWAITED).allSatisfy(metric -> assertThat(all).contains(metric));
  }

  /** Whether there is an answer for one of the tables; that there is none yet is fine if awaited. */
  private static boolean answered(Prometheus prometheus, Query query) {
    Instant now = Instant.now();
    return query.filled().stream()
        .map(promQl -> query.instant()
            ? prometheus.ask(promQl)
            : prometheus.ask(promQl, now.minus(RANGE), now, Duration.ofSeconds(5)))
        .map(DashboardsIT::samples)
        .anyMatch(samples -> !samples.isEmpty() || query.awaits());
  }

  private static JsonNode samples(JsonNode answer) {
    assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("success");
    return answer.path("data").path("result");
  }

  private static List<Query> queries() throws IOException {
    List<Query> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("grafana", "dashboards"))) {
      for (Path file : new TreeSet<>(files.toList())) {
        JsonNode dashboard = JSON.readTree(file.toFile());
        String name = dashboard.path("title").asText();
        for (JsonNode panel : dashboard.findParents("targets")) {
          for (JsonNode target : panel.path("targets")) {
            queries.add(query(
                name + ": " + panel.path("title").asText() + " "
                    + target.path("refId").asText(),
                target,
                target.path("instant").asBoolean()));
          }
        }
        for (JsonNode annotation : dashboard.path("annotations").path("list")) {
          if (annotation.has("expr")) {
            queries.add(
                query(name + ": mark " + annotation.path("name").asText(), annotation, false));
          }
        }
        for (JsonNode variable : dashboard.path("templating").path("list")) {
          if (variable.path("type").asText().equals("query")) {
            queries.add(labelValues(name, variable));
          }
        }
      }
    }
    return queries;
  }

  private static Query query(String place, JsonNode asked, boolean instant) {
    String promQl = filled(asked.path("expr").asText());
    assertThat(promQl.replace("$table", "")).as(place).doesNotContain("$");
    return new Query(place, promQl, instant);
  }

  /** {@code label_values(series, label)} is Grafana's own: that it has values is asked here. */
  private static Query labelValues(String dashboard, JsonNode variable) {
    String definition = variable.path("query").path("query").asText();
    var parts = Pattern.compile("label_values\\((.+), (\\w+)\\)").matcher(definition);
    assertThat(parts.matches()).as(definition).isTrue();
    return new Query(
        dashboard + ": variable " + variable.path("name").asText(),
        "count by (" + parts.group(2) + ") (" + filled(parts.group(1)) + ")",
        true);
  }

  private static String filled(String promQl) {
    String text = promQl;
    for (var variable : new TreeMap<>(VARIABLES).descendingMap().entrySet()) {
      text = text.replace(variable.getKey(), variable.getValue());
    }
    return text;
  }
}
