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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon's own alerts over a real Alertmanager to a webhook, and straight to another, while
 * everything on the way is killed. Two minutes of the rules take two seconds here.
 */
class PagingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String FAILED = "PinotIcebergIngestionFailed";
  private static final String TABLE = "orders_OFFLINE";

  @TempDir
  private Path directory;

  @Test
  void aFailureIsToldOnceAndItsEndOnceWhoeverIsKilledBetween() throws IOException {
    Programs.require("prometheus-alertmanager");
    SandboxTable orders = SandboxTable.named(TABLE)
        .writing(Writing.once(1).then(Duration.ofSeconds(1), 1))
        .scheduled("0/2 * * * * ?");
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)));
        Pager pager = new Pager();
        Alertmanager alertmanager = Alertmanager.telling(pager.url("/am"), directory)) {
      Path config = Files.writeString(
          directory.resolve("icewatch.yml"), configuration(sandbox, alertmanager, pager));
      await().atMost(PATIENCE).until(alertmanager::ready);
      Instant failure;
      try (Icewatch daemon = watching(config)) {
        failure = Instant.now();
        behave(sandbox, "failing");
        await().atMost(PATIENCE).until(() -> told(pager, "/am").equals(List.of("firing")));
        await().atMost(PATIENCE).until(() -> told(pager, "/hook").equals(List.of("firing")));

        Instant paged = Instant.now();
        await().atMost(PATIENCE).until(() -> alertmanager.keptSince(paged));
        alertmanager.killAndRestart();
        await().atMost(PATIENCE).until(alertmanager::ready);
        heardAgain(alertmanager, Instant.now());

        daemon.process().destroyForcibly();
        daemon.process().onExit().join();
      }
      try (Icewatch daemon = watching(config)) {
        heardAgain(alertmanager, Instant.now());
        String metrics =
            Http.get("http://127.0.0.1:" + port(daemon) + "/metrics").body();
        assertThat(metrics)
            .contains("icewatch_notifications_alertmanagers_discovered 1.0")
            .contains(
                "icewatch_notifications_queue_capacity{alertmanager=\"" + alertmanager.url() + "\"")
            .contains("icewatch_notifications_errors_total{alertmanager=\"hook\",} 0.0");

        behave(sandbox, "healthy");
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(told(pager, "/am")).containsExactly("firing", "resolved"));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(told(pager, "/hook")).containsExactly("firing", "resolved"));
      }
      for (Pager.Page page : pager.all()) {
        System.out.println(Duration.between(failure, page.at()).toMillis() + " ms: " + page);
      }
      assertThat(pager.pages("/am", FAILED).stream().map(Pager.Page::startsAt).distinct())
          .hasSize(1);
      assertThat(pager.pages("/hook", FAILED).stream().map(Pager.Page::startsAt).distinct())
          .hasSize(1);
    }
  }

  private Icewatch watching(Path config) throws IOException {
    Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(daemon.output()).anyMatch(line -> line.contains("msg=watching")));
    return daemon;
  }

  private static String port(Icewatch daemon) {
    return daemon.printed("msg=watching .*port=(\\d+)").orElseThrow();
  }

  private static void behave(Sandbox sandbox, String mode) {
    Http.post(sandbox.url() + "/sandbox/tables/" + TABLE + "/behaviour?mode=" + mode);
  }

  /** The statuses of the alert that came to a path, in order. */
  private static List<String> told(Pager pager, String path) {
    return pager.pages(path, FAILED).stream().map(Pager.Page::status).toList();
  }

  /** The Alertmanager has been told twice since, and had the time to tell others. */
  private static void heardAgain(Alertmanager alertmanager, Instant since) {
    for (int i = 1; i <= 2; i++) {
      Instant after = since.plusSeconds(10L * i);
      await().atMost(PATIENCE).until(() -> {
        for (JsonNode alert : alertmanager.alerts()) {
          if (alert.path("labels").path("alertname").asText().equals(FAILED)
              && Instant.parse(alert.path("updatedAt").asText()).isAfter(after)) {
            return true;
          }
        }
        return false;
      });
    }
  }

  private static String configuration(Sandbox sandbox, Alertmanager alertmanager, Pager pager) {
    return """
        web: {listen: 127.0.0.1:0}
        state: {path: icewatch.db}
        defaults:
          poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
        alerts: {interval: 1s, resend: 15s, hurry: 60}
        alertmanagers: [{url: "%s"}]
        webhooks: [{name: hook, url: "%s"}]
        controllers:
          - name: sandbox
            url: %s
            tables: [{name: %s}]
        """.formatted(alertmanager.url(), pager.url("/hook"), sandbox.url(), TABLE);
  }
}
