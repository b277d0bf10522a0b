package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the polling daemon, again and again against one state file: what a scrape has
 * shown is never taken back. {@code -Dicewatch.daemonKills=200} for the long run.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("icewatch.daemonKills", 5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SAMPLE = Pattern.compile(
      "pinot_iceberg_(last_success_timestamp_seconds|runs_total)\\{(.*)} ([0-9.]+)");

  @TempDir
  private Path directory;

  @Test
  void whatAScrapeHasShownOutlivesEveryKill() throws IOException, SQLException {
    List<SandboxTable> tables = IntStream.range(0, 8)
        .mapToObj(i -> SandboxTable.named("t" + i + "_OFFLINE")
            .writing(Writing.once(1).then(Duration.ofMillis(700), 1))
            .scheduled("* * * * * ?"))
        .toList();
    Path config = directory.resolve("icewatch.yml");
    Path store = directory.resolve("icewatch.db");
    Random random = new Random(7);
    Map<String, Double> shown = new HashMap<>();
    double grown = 0;
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tables))) {
      Files.writeString(config, configuration(sandbox));
      for (int kill = 0; kill < KILLS; kill++) {
        try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(daemon.output()).anyMatch(line -> line.contains("msg=watching")));
          String url =
              "http://127.0.0.1:" + daemon.printed("msg=watching .*port=(\\d+)").orElseThrow();
          // The store has been loaded when the port is open: nothing that was shown may be missing.
          grown += compare(shown, scrape(url));
          int scrapes = random.nextInt(200);
          for (int i = 0; i < scrapes; i++) {
            grown += compare(shown, scrape(url));
          }
          daemon.process().destroyForcibly();
          daemon.process().onExit().join();
        }
        assertThat(integrity(store)).as("integrity after kill " + kill).isEqualTo("ok");
      }
    }
    System.out.println(KILLS + " kills, " + shown.size() + " series compared after each");
    assertThat(grown).as("progress while being killed").isPositive();
  }

  /** Checks that nothing went back, takes over what is new, and returns how much has grown. */
  private static double compare(Map<String, Double> shown, Map<String, Double> now) {
    double grown = 0;
    for (Map.Entry<String, Double> earlier : Map.copyOf(shown).entrySet()) {
      assertThat(now).as("series once shown").containsKey(earlier.getKey());
      assertThat(now.get(earlier.getKey()))
          .as(earlier.getKey())
          .isGreaterThanOrEqualTo(earlier.getValue());
      grown += now.get(earlier.getKey()) - earlier.getValue();
    }
    shown.putAll(now);
    return grown;
  }

  private static Map<String, Double> scrape(String url) {
    Map<String, Double> values = new HashMap<>();
    Matcher sample = SAMPLE.matcher(Http.get(url + "/metrics").body());
    while (sample.find()) {
      double value = Double.parseDouble(sample.group(3));
      if (value > 0) { // A counter's 0 is shown once a table was looked at; it is no fact to keep.
        values.put(sample.group(1) + sample.group(2), value);
      }
    }
    return values;
  }

  private static String integrity(Path store) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        ResultSet result = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
      return result.getString(1);
    }
  }

  private static String configuration(Sandbox sandbox) {
    StringBuilder text = new StringBuilder("""
            web: {listen: 127.0.0.1:0}
            state: {path: icewatch.db}
            defaults:
              poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
            controllers:
              - name: sandbox
                url: %s
                tables:
            """.formatted(sandbox.url()));
    sandbox
        .tables()
        .forEach(table -> text.append("      - name: ").append(table).append('\n'));
    return text.toString();
  }
}
