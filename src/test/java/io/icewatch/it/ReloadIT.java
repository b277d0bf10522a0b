package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Writing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program has its configuration changed while it watches a sandbox. */
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CALM =
      "poll: {interval: 1d, runningInterval: 1d, filesInterval: 1d, staleAfter: 3d}";

  @TempDir
  private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path config;
  private String url = "";

  /** One that is busy, one that is triggered once, and one that is asked once a day. */
  private static String tables(String warning) {
    return """
              - name: busy_OFFLINE
                lag: {warning: %s}
              - name: behind_OFFLINE
                trigger: {mode: auto}
              - name: calm_OFFLINE
                %s
        """.formatted(warning, CALM);
  }

  private static String configuration(String url, String tables) {
    return """
        web: {listen: 127.0.0.1:0, configFile: web.yml}
        triggerLimits: {startupGrace: 0s, brakePercent: 100}
        defaults:
          poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}
          lag: {warning: 1s, critical: 2h}
          trigger: {lag: 2s, observations: 1, startWithin: 3s, scheduleMargin: 0s, cooldown: 1h,
            maxCooldown: 2h}
        controllers:
          - name: prod
            url: %s
            tables:
        """.formatted(url) + tables.indent(2);
  }

  private HttpResponse<String> send(String method, String path, boolean asAnna)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
        .method(method, HttpRequest.BodyPublishers.noBody());
    if (asAnna) {
      String pair =
          Base64.getEncoder().encodeToString("anna:s3cret".getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + pair);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String scrape() {
    try {
      return send("GET", "/metrics", true).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Double> value(String series) {
    Matcher sample =
        Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(scrape());
    return sample.find() ? Optional.of(Double.parseDouble(sample.group(1))) : Optional.empty();
  }

  private static String lag(String table) {
    return "pinot_iceberg_lag_seconds{controller=\"prod\",table=\"" + table + "\"}";
  }

  private static long asked(Sandbox sandbox, String table) {
    return sandbox.requests().stream()
        .filter(request -> request.path().contains(table.replace("_OFFLINE", "")))
        .count();
  }

  /** Asks about the table that is hardly ever asked about. */
  private String probe() {
    try {
      String probed =
          send("GET", "/probe?controller=prod&table=calm_OFFLINE", true).body();
      assertThat(probed).contains("probe_success 1");
      return probed;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void known(Icewatch daemon) {
    await()
        .atMost(PATIENCE)
        .until(() -> daemon.printed("msg=watching .*port=(\\d+)").isPresent());
    url = "http://127.0.0.1:" + daemon.printed("msg=watching .*port=(\\d+)").orElseThrow();
    await()
        .atMost(PATIENCE)
        .until(() -> value(lag("busy_OFFLINE")).isPresent()
            && value(lag("behind_OFFLINE")).isPresent());
    // It may not have been ingested when it is asked about first.
    await().atMost(PATIENCE).until(() -> {
      probe();
      return value(lag("calm_OFFLINE")).isPresent();
    });
  }

  @Test
  void aReloadTakesEffectAndTouchesNothingElse() throws Exception {
    String hash = BCrypt.withDefaults().hashToString(4, "s3cret".toCharArray());
    Files.writeString(directory.resolve("web.yml"), "basic_auth_users: {anna: '" + hash + "'}\n");
    config = directory.resolve("icewatch.yml");
    List<SandboxTable> tables = List.of(
        SandboxTable.named("busy_OFFLINE").writing(Writing.once(1).then(Duration.ofMillis(700), 1)),
        SandboxTable.named("behind_OFFLINE")
            .writing(Writing.once(1).then(Duration.ofMillis(900), 1)),
        SandboxTable.named("calm_OFFLINE"),
        SandboxTable.named("late_OFFLINE"));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tables))) {
      String prod = sandbox.url().toString();
      Files.writeString(config, configuration(prod, tables("1h")));
      try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
        known(daemon);
        await().atMost(PATIENCE).until(() -> Acted.calls(sandbox).size() == 1);
        CountDownLatch reloading = new CountDownLatch(1);
        ExecutorService scraper = Executors.newSingleThreadExecutor();
        Future<?> watching = scraper.submit(() -> {
          while (reloading.getCount() > 0) {
            assertThat(scrape()).contains(lag("busy_OFFLINE"), lag("calm_OFFLINE"));
          }
        });
        long calm = asked(sandbox, "calm_OFFLINE");
        addedBySignal(daemon, prod);
        refused(prod);
        assertThat(asked(sandbox, "calm_OFFLINE")).isEqualTo(calm);
        movedAndRemoved(sandbox, calm);
        reloading.countDown();
        watching.get(30, TimeUnit.SECONDS);
        scraper.shutdownNow();
        assertThat(Acted.calls(sandbox)).hasSize(1);
        daemon.process().destroyForcibly();
        daemon.process().onExit().join();
      }
      try (Icewatch daemon = Icewatch.start(directory, "run", "--config", config.toString())) {
        known(daemon);
        assertThat(scrape()).doesNotContain("late_OFFLINE");
        assertThat(value("pinot_iceberg_trigger_cooldown_until_timestamp_seconds"
                + "{controller=\"prod\",table=\"behind_OFFLINE\",}"))
            .isPresent();
        assertThat(Acted.calls(sandbox)).hasSize(1);
      }
    }
  }

  /** Waits for what must come, and else tells what the daemon said. */
  private static void eventually(Icewatch daemon, Callable<Boolean> condition) {
    try {
      await().atMost(PATIENCE).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(String.join("\n", daemon.output()), e);
    }
  }

  /** Below nohup a process is born with the signal ignored, and a JVM leaves it at that. */
  private static boolean hearsNoHangUp(Icewatch daemon) throws IOException {
    Path status = Path.of("/proc/" + daemon.process().pid() + "/status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }

  /** A table more, and another threshold. */
  private void addedBySignal(Icewatch daemon, String prod) throws Exception {
    Files.writeString(config, configuration(prod, tables("7m") + "      - name: late_OFFLINE\n"));
    assertThat(daemon.process().supportsNormalTermination()).isTrue();
    boolean deaf = hearsNoHangUp(daemon);
    if (deaf) {
      assertThat(send("POST", "/-/reload", true).statusCode()).isEqualTo(200);
    } else {
      new ProcessBuilder("kill", "-HUP", Long.toString(daemon.process().pid()))
          .start()
          .waitFor();
    }
    eventually(daemon, () -> value(lag("late_OFFLINE")).isPresent());
    eventually(
        daemon,
        () -> scrape()
            .lines()
            .anyMatch(line -> line.contains("busy_OFFLINE") && line.endsWith(" 420")));
    String cause = deaf ? "\"POST /-/reload by anna\"" : "SIGHUP";
    eventually(
        daemon,
        () -> daemon
            .printed("msg=\"configuration reloaded\" (cause=" + cause + ")")
            .isPresent());
  }

  private void refused(String prod) throws Exception {
    Files.writeString(config, configuration(prod, "      - nam: late_OFFLINE\n"));
    assertThat(send("POST", "/-/reload", false).statusCode()).isEqualTo(401);
    assertThat(send("GET", "/-/reload", true).statusCode()).isEqualTo(405);
    HttpResponse<String> refused = send("POST", "/-/reload", true);
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body())
        .contains("controllers[0].tables[0].nam: unknown key at line 12:")
        .contains("controllers[0].tables[0].name: missing");
    assertThat(value("icewatch_config_last_reload_successful")).contains(0.0);
    assertThat(value("icewatch_tables{controller=\"prod\",}")).contains(4.0);
  }

  /** The same sandbox by another name, a table less, and a metric more. */
  private void movedAndRemoved(Sandbox sandbox, long calm) throws Exception {
    String elsewhere = sandbox.url().toString().replace("127.0.0.1", "localhost");
    assertThat(elsewhere).contains("localhost");
    Files.writeString(
        config, "metrics: {checkpointInfo: true}\n" + configuration(elsewhere, tables("7m")));
    HttpResponse<String> applied = send("POST", "/-/reload", true);
    assertThat(applied.body()).endsWith(": 1 controller, 3 tables, in force\n");
    assertThat(applied.statusCode()).isEqualTo(200);
    String shown = "pinot_iceberg_checkpoint_info{";
    assertThat(scrape()).doesNotContain("late_OFFLINE").contains(shown);
    assertThat(value("icewatch_config_last_reload_successful")).contains(1.0);
    assertThat(probe()).contains(shown);
    assertThat(asked(sandbox, "calm_OFFLINE")).isGreaterThan(calm);
  }
}
