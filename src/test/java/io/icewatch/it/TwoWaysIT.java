package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One failure that real Alertmanagers are told of: one by the daemon alone, one by a real Prometheus
 * with the rules alone, one by both. A minute of the rules takes a second here.
 */
class TwoWaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String FAILED = "PinotIcebergIngestionFailed";
  private static final String TABLE = "orders_OFFLINE";

  @TempDir
  private Path directory;

  @Test
  void bothWaysMakeOneAlertThatOneSilenceMutes() throws IOException {
    Programs.require("prometheus-alertmanager");
    SandboxTable orders = SandboxTable.named(TABLE)
        .writing(Writing.once(1).then(Duration.ofSeconds(1), 1))
        .scheduled("0/2 * * * * ?");
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)));
        Pager pager = new Pager();
        Alertmanager push = Alertmanager.telling(pager.url("/push"), place("push"));
        Alertmanager rules = Alertmanager.telling(pager.url("/rules"), place("rules"));
        Alertmanager both = Alertmanager.telling(pager.url("/both"), place("both"))) {
      await().atMost(PATIENCE).until(() -> push.ready() && rules.ready() && both.ready());
      Path config =
          Files.writeString(directory.resolve("icewatch.yml"), configuration(sandbox, push, both));
      try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
        await()
            .atMost(PATIENCE)
            .until(() -> daemon.printed("msg=watching .*port=(\\d+)").isPresent());
        int port = Integer.parseInt(daemon.printed("msg=watching .*port=(\\d+)").orElseThrow());
        try (Prometheus prometheus = Prometheus.telling(
            List.of(rules.address(), both.address()), hurried(), port, directory)) {
          await()
              .atMost(PATIENCE)
              .until(() -> prometheus.ready()
                  && !prometheus.query("pinot_iceberg:last_run_failed == 0").isEmpty());
          Instant failure = Instant.now();
          behave(sandbox, "failing");
          for (String way : List.of("/push", "/rules", "/both")) {
            await().atMost(PATIENCE).until(() -> told(pager, way).equals(List.of("firing")));
          }
          await().atMost(PATIENCE).until(() -> sentBy(prometheus, both) > 0);

          assertThat(alerts(both)).singleElement().satisfies(alert -> {
            assertThat(alert.path("labels")).isEqualTo(alerts(push).get(0).path("labels"));
            assertThat(alert.path("labels")).isEqualTo(alerts(rules).get(0).path("labels"));
          });
          silence(both);
          await()
              .atMost(PATIENCE)
              .until(() ->
                  alerts(both).get(0).path("status").path("state").asText().equals("suppressed"));

          behave(sandbox, "healthy");
          for (String way : List.of("/push", "/rules")) {
            await()
                .atMost(PATIENCE)
                .until(() -> told(pager, way).equals(List.of("firing", "resolved")));
          }
          await().atMost(PATIENCE).until(() -> alerts(both).isEmpty());
          assertThat(told(pager, "/both")).containsExactly("firing");
          for (Pager.Page page : pager.all()) {
            System.out.println(Duration.between(failure, page.at()).toMillis() + " ms: " + page);
          }
        }
      }
    }
  }

  private Path place(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** The rules with every wait in seconds instead of minutes, evaluated each second. */
  private List<Path> hurried() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String file : List.of("tables.yml", "icewatch.yml")) {
      String rules = Files.readString(Path.of("alerts", file))
          .replaceAll("(?m)^( +(?:keep_firing_)?for: \\d+)[mh]$", "$1s")
          .replaceAll("(?m)^( +interval: ).*$", "$11s");
      files.add(Files.writeString(directory.resolve(file), rules));
    }
    return files;
  }

  private static void behave(Sandbox sandbox, String mode) {
    Http.post(sandbox.url() + "/sandbox/tables/" + TABLE + "/behaviour?mode=" + mode);
  }

  /** The statuses of the alert that came to a path, in order. */
  private static List<String> told(Pager pager, String path) {
    return pager.pages(path, FAILED).stream().map(Pager.Page::status).toList();
  }

  private static List<JsonNode> alerts(Alertmanager alertmanager) {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode alert : alertmanager.alerts()) {
      if (alert.path("labels").path("alertname").asText().equals(FAILED)) {
        alerts.add(alert);
      }
    }
    return alerts;
  }

  /** How many alerts Prometheus has sent to it. */
  private static double sentBy(Prometheus prometheus, Alertmanager alertmanager) {
    return Http.get(prometheus.url() + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("prometheus_notifications_sent_total{")
            && line.contains(alertmanager.address()))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void silence(Alertmanager alertmanager) {
    Instant now = Instant.now();
    Http.post(alertmanager.url() + "/api/v2/silences", """
        {"matchers": [
           {"name": "alertname", "value": "%s", "isRegex": false, "isEqual": true},
           {"name": "table", "value": "%s", "isRegex": false, "isEqual": true}],
         "startsAt": "%s", "endsAt": "%s", "createdBy": "a person", "comment": "known"}
        """.formatted(
            FAILED, TABLE, now, now.plusSeconds(600)));
  }

  private static String configuration(Sandbox sandbox, Alertmanager push, Alertmanager both) {
    return """
        web: {listen: 127.0.0.1:0}
        state: {path: icewatch.db}
        defaults:
          poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
        alerts: {interval: 1s, resend: 5s, hurry: 60}
        alertmanagers: [{url: "%s"}, {url: "%s"}]
        controllers:
          - name: sandbox
            url: %s
            tables: [{name: %s}]
        """.formatted(push.url(), both.url(), sandbox.url(), TABLE);
  }
}
