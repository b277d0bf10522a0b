package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of the demo: the lag by the catalog and the lag by counts side by side with the truth.
 *
 * <p>What it prints is the table of docs/lag.md.
 */
class SideBySideIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The demo asks for counts each 2 s, and the machine may be busy. */
  private static final double LATEST = 6;

  /** Sources of these only grow: what is documented of counts holds. */
  private static final Set<String> APPEND_ONLY =
      Set.of("orders_OFFLINE", "payments_OFFLINE", "shipments_OFFLINE");

  /** Where the catalog knows the first waiting commit. */
  private static final Set<String> EXACT =
      Set.of("current", "behind", "behind_checkpoint_expired", "diverged");

  private static final Pattern SAMPLE = Pattern.compile(
      "(?m)^pinot_iceberg_(\\w+)\\{controller=\"sandbox\",table=\"(\\w+)\"} (\\S+)$");

  @TempDir
  private Path directory;

  /** Lags in seconds at one moment; empty where there is none. */
  private record Line(
      String table,
      String position,
      Optional<Double> truth,
      Optional<Double> catalog,
      Optional<Double> counts) {}

  @Test
  void theCatalogTellsTheTruthAndCountsKeepWithinTheirBounds()
      throws IOException, InterruptedException {
    try (Icewatch demo = Icewatch.start(directory, "demo", "--port", "0")) {
      await()
          .atMost(PATIENCE)
          .until(() -> demo.printed("The first lag was known ([0-9.]+) s after").isPresent());
      String metrics = "http://127.0.0.1:"
          + demo.printed("page +http://127.0.0.1:(\\d+)/").orElseThrow() + "/metrics";
      String truth = demo.printed("controller +(http://\\S+)").orElseThrow() + "/sandbox/truth";
      double started = System.currentTimeMillis() / 1000.0;
      await()
          .atMost(PATIENCE)
          .until(() -> positions(truth).containsAll(Set.of("diverged", "gap", "table_replaced")));
      List<Line> lines = new ArrayList<>();
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
        lines.clear();
        lines.addAll(lines(metrics, truth, started));
      });
      System.out.print(table(lines));
      assertThat(demo.stop()).isEqualTo(143);
    }
  }

  private static Set<String> positions(String truth) {
    Set<String> positions = new TreeSet<>();
    Http.json(truth).forEach(table -> positions.add(table.path("position").asText()));
    return positions;
  }

  /** One scrape between two looks at the truth: what changed in between is not compared. */
  private static List<Line> lines(String metrics, String truth, double started) {
    JsonNode before = Http.json(truth);
    Map<String, Map<String, Double>> seen = samples(Http.get(metrics).body());
    JsonNode after = Http.json(truth);
    List<Line> lines = new ArrayList<>();
    Map<String, Double> counts = seen.getOrDefault("observed_lag_seconds", Map.of());
    assertThat(seen.get("lag_seconds")).containsKeys("orders_OFFLINE", "sessions_OFFLINE");
    assertThat(counts).containsKeys("payments_OFFLINE").doesNotContainKeys("clicks_OFFLINE");
    // The moment of the scrape, by its own account.
    Map<String, Double> since = seen.get("behind_since_timestamp_seconds");
    double now = since.get("payments_OFFLINE") + seen.get("lag_seconds").get("payments_OFFLINE");
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).as("the truth held still").isEqualTo(before.get(i));
      lines.add(line(before.get(i), seen, now, started));
    }
    return lines;
  }

  private static Line line(
      JsonNode truth, Map<String, Map<String, Double>> seen, double now, double started) {
    String table = truth.path("table").asText();
    String position = truth.path("position").asText();
    Optional<Double> lag = Optional.ofNullable(seen.get("lag_seconds").get(table));
    Optional<Double> since =
        Optional.ofNullable(seen.get("behind_since_timestamp_seconds").get(table));
    Optional<Double> trueSince = truth.path("behindSinceMs").isNull()
        ? Optional.empty()
        : Optional.of(truth.path("behindSinceMs").asLong() / 1000.0);
    boolean sourced = seen.getOrDefault("asked", Map.of()).containsKey(table);
    boolean byCatalog = seen.getOrDefault("by_catalog", Map.of()).containsKey(table);
    if (sourced && EXACT.contains(position)) {
      assertThat(byCatalog).as(table + " is measured by the catalog").isTrue();
      assertThat(lag).as(table + " has a lag").isPresent();
      assertThat(since).as(table + " behind since, by the catalog").isEqualTo(trueSince);
    }
    Optional<Double> byCounts =
        Optional.ofNullable(seen.get("observed_lag_seconds").get(table));
    if (sourced && APPEND_ONLY.contains(table) && byCounts.isPresent() && trueSince.isPresent()) {
      assertThat(now - byCounts.get())
          .as(table + " behind since, by counts")
          .isGreaterThan(trueSince.get() - 0.01)
          .isLessThan(Math.max(trueSince.get(), started) + LATEST);
    }
    return new Line(
        table,
        position,
        position.equals("none") || table.startsWith("raw_")
            ? Optional.empty()
            : Optional.of(trueSince.map(at -> now - at).orElse(0.0)),
        byCatalog ? lag : Optional.empty(),
        sourced ? byCounts : lag);
  }

  private static Map<String, Map<String, Double>> samples(String text) {
    Map<String, Map<String, Double>> samples = new HashMap<>();
    Matcher matcher = SAMPLE.matcher(text);
    while (matcher.find()) {
      samples
          .computeIfAbsent(matcher.group(1), name -> new HashMap<>())
          .put(matcher.group(2), Double.parseDouble(matcher.group(3)));
    }
    noted(samples, "asked", "up\\{%s,endpoint=\"catalog\"} 1", text);
    noted(samples, "by_catalog", "table_info\\{%s,lag_source=\"catalog\",[^}]*} 1", text);
    return samples;
  }

  /** Notes the tables that have a sample like that. */
  private static void noted(
      Map<String, Map<String, Double>> samples, String name, String sample, String text) {
    Map<String, Double> noted = samples.computeIfAbsent(name, key -> new HashMap<>());
    String pattern = sample.formatted("controller=\"sandbox\",table=\"(\\w+)\"");
    Matcher matcher = Pattern.compile("(?m)^pinot_iceberg_" + pattern + "$").matcher(text);
    while (matcher.find()) {
      noted.put(matcher.group(1), 1.0);
    }
  }

  private static String table(List<Line> lines) {
    StringBuilder text = new StringBuilder(
        "| table | position | truth | by the catalog | by counts |\n|---|---|--:|--:|--:|\n");
    for (Line line : lines) {
      text.append("| %s | %s | %s | %s | %s |\n"
          .formatted(
              line.table().replace("_OFFLINE", ""),
              line.position(),
              seconds(line.truth()),
              seconds(line.catalog()),
              seconds(line.counts())));
    }
    return text.toString();
  }

  private static String seconds(Optional<Double> lag) {
    return lag.map("%.3f s"::formatted).orElse("");
  }
}
