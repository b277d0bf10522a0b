package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.sandbox.Behaviour;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon acts on the sandbox, whose own log says what was asked of it. */
class ActingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String STALLED = "stalled_OFFLINE";
  private static final String FAILING = "failing_OFFLINE";
  private static final String DRY = "dry_OFFLINE";

  @TempDir
  private Path directory;

  @Test
  void aStalledTableIsHelpedAndAFailingOneIsLeftAloneInTheEnd()
      throws IOException, InterruptedException {
    List<SandboxTable> tables = List.of(
        SandboxTable.named(STALLED),
        SandboxTable.named(FAILING).behaving(Behaviour.FAILING),
        SandboxTable.named(DRY));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tables).under("/api/pinot"))) {
      Path config = directory.resolve("icewatch.yml");
      Files.writeString(config, configuration(sandbox));
      tables.forEach(table -> sandbox.commit(table.name(), 4));
      try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
        await()
            .atMost(PATIENCE)
            .until(() -> daemon.printed("msg=watching .*port=(\\d+)").isPresent());
        String url =
            "http://127.0.0.1:" + daemon.printed("msg=watching .*port=(\\d+)").orElseThrow();

        await().atMost(PATIENCE).untilAsserted(() -> helped(url));
        assertThat(Acted.calls(sandbox, STALLED)).hasSize(1);
        assertThat(sandbox.truth(STALLED).pendingFiles()).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> leftAlone(url));
        assertThat(Acted.calls(sandbox, FAILING)).hasSize(3);
        assertThat(Acted.calls(sandbox, STALLED)).hasSize(1);
        assertThat(Acted.calls(sandbox, DRY)).isEmpty();
        assertThat(Acted.sample(url, of("trigger_calls_total", DRY, "outcome=\"not_sent\"")))
            .hasValueSatisfying(count -> assertThat(count).isPositive());
        assertThat(Acted.sample(url, "icewatch_trigger_access{controller=\"sandbox\",}"))
            .contains(1.0);
        assertThat(daemon.output())
            .anyMatch(line -> line.contains("msg=\"trigger ended\"")
                && line.contains(FAILING)
                && line.contains("outcome=failed"));
        assertThat(daemon.stop()).isEqualTo(143);
      }
    }
  }

  private static void helped(String url) {
    assertThat(Acted.sample(url, of("triggers_total", STALLED, "outcome=\"succeeded\"")))
        .contains(1.0);
    assertThat(Acted.sample(
            url, "pinot_iceberg_lag_seconds{controller=\"sandbox\",table=\"" + STALLED + "\"}"))
        .contains(0.0);
  }

  /** Not tried again for more turns than the longest cool-down has. */
  private static void leftAlone(String url) {
    assertThat(Acted.sample(
            url, of("trigger_decisions_total", FAILING, "decision=\"hold\",reason=\"circuit\"")))
        .hasValueSatisfying(turns -> assertThat(turns).isGreaterThan(15));
    assertThat(Acted.sample(
            url,
            "pinot_iceberg_trigger_circuit_open{controller=\"sandbox\",table=\"" + FAILING
                + "\",}"))
        .contains(1.0);
    assertThat(Acted.sample(url, of("triggers_total", FAILING, "outcome=\"failed\"")))
        .contains(3.0);
  }

  private static String of(String metric, String table, String more) {
    return "pinot_iceberg_" + metric + "{controller=\"sandbox\",table=\"" + table + "\"," + more
        + ",}";
  }

  private static String configuration(Sandbox sandbox) {
    return """
            web: {listen: 127.0.0.1:0}
            triggerLimits: {startupGrace: 2s, brakePercent: 100}
            defaults:
              poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
              lag: {warning: 1s, critical: 1h}
              trigger:
                mode: auto
                lag: 2s
                observations: 2
                cooldown: 5s
                maxCooldown: 10s
                startWithin: 4s
                scheduleMargin: 0s
                shortCooldown: true
            controllers:
              - name: sandbox
                url: %s
                tables:
                  - name: stalled_OFFLINE
                  - name: failing_OFFLINE
                  - name: dry_OFFLINE
                    trigger: {mode: dry-run}
            """.formatted(sandbox.url());
  }
}
