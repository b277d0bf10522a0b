package io.icewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.Daemon;
import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.sandbox.Behaviour;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people do by hand: the commands, over HTTP, to a daemon that watches a sandbox. */
class ByHandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TABLES =
      List.of("slow", "failing", "stuck", "paused", "quiet", "never", "circuit");

  @TempDir
  private static Path directory;

  private static Sandbox sandbox;
  private static Daemon daemon;
  private static Path password;

  /** What a command printed, and the code it ended with. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void start() throws IOException, Daemon.StartException {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(
        SandboxTable.named("slow_OFFLINE").taking(Duration.ofMillis(400)),
        SandboxTable.named("failing_OFFLINE").behaving(Behaviour.FAILING),
        SandboxTable.named("stuck_OFFLINE").behaving(Behaviour.STUCK),
        SandboxTable.named("paused_OFFLINE"),
        SandboxTable.named("quiet_OFFLINE"),
        SandboxTable.named("never_OFFLINE").neverIngested(),
        SandboxTable.named("circuit_OFFLINE").behaving(Behaviour.FAILING))));
    sandbox.commit("slow_OFFLINE", 8);
    sandbox.commit("failing_OFFLINE", 4);
    sandbox.commit("stuck_OFFLINE", 4);
    sandbox.commit("circuit_OFFLINE", 4);
    password = Files.writeString(directory.resolve("password"), "s3cret\n");
    String hash = BCrypt.withDefaults().hashToString(4, "s3cret".toCharArray());
    Files.writeString(directory.resolve("web.yml"), "basic_auth_users: {anna: '" + hash + "'}\n");
    daemon = daemon("web:\n  listen: 127.0.0.1:0\n  configFile: web.yml\n", "icewatch.db");
    await()
        .atMost(PATIENCE)
        .until(() -> daemon.snapshot().tables().stream()
            .allMatch(table -> table.observation().checkpoint().value().isPresent()
                && table.observation().files().value().isPresent()));
  }

  private static Daemon daemon(String web, String store) throws IOException, Daemon.StartException {
    StringBuilder config = new StringBuilder(web);
    config.append("state: {path: ").append(store).append("}\n");
    config.append("triggerLimits: {concurrentPerController: 10}\n");
    config
        .append("controllers:\n  - name: prod\n    url: ")
        .append(sandbox.url())
        .append('\n');
    config.append("    poll: {interval: 1s, runningInterval: 1s, filesInterval: 1s}\n");
    config.append("    trigger: {maxAttempts: 1}\n    tables:\n");
    TABLES.forEach(name -> config.append("      - name: ").append(name).append("_OFFLINE\n"));
    Path file = Files.writeString(directory.resolve(store + ".yml"), config);
    Loading loading = ConfigurationLoader.load(file, Map.of());
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    return Daemon.start(((Loading.Loaded) loading).configuration(), "test");
  }

  @AfterAll
  static void stop() {
    daemon.close();
    sandbox.close();
  }

  private static Ended runAs(String url, String user, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine icewatch = io.icewatch.cli.Icewatch.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 6];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(
        new String[] {"--url", url, "--user", user, "--password-file", password.toString()},
        0,
        all,
        arguments.length,
        6);
    int code = icewatch.execute(all);
    return new Ended(code, out.toString(), err.toString());
  }

  private static Ended run(String... arguments) {
    return runAs("http://127.0.0.1:" + daemon.port(), "anna", arguments);
  }

  @Test
  void aRuleThatRefusesIsNamedAndNothingIsSent() {
    Ended ended = run("trigger", "prod/quiet_OFFLINE");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .isEqualTo("prod/quiet_OFFLINE: refused: mode: table disabled, global auto"
            + " (--force REASON passes over that)\n");
    assertThat(Acted.calls(sandbox, "quiet_OFFLINE")).isEmpty();
  }

  @Test
  void aForcedRunIsFollowedToItsEndAndRecorded() throws IOException {
    Ended ended = run("trigger", "prod/slow_OFFLINE", "--wait", "--force", "month end");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("prod/slow_OFFLINE: attempt ")
        .containsPattern("running, [0-9] of 8 segments")
        .containsPattern("succeeded: run of \\S+ completed; checkpoint \\d+ -> \\d+\n");
    assertThat(Acted.calls(sandbox, "slow_OFFLINE")).hasSize(1);
    Ended again = run("trigger", "prod/slow_OFFLINE", "--wait", "--force", "once more");
    assertThat(again.out()).contains("nothing was waiting");
    assertThat(again.code()).isZero();

    Ended history = run("history", "prod/slow_OFFLINE", "--inputs");
    assertThat(history.out())
        .contains(" prod/slow_OFFLINE attempt ")
        .contains(" by anna: forced: month end\n  call: accepted: ")
        .contains("  effect: succeeded: ")
        .contains("mode: hold: table disabled, global auto; passed over\n");
    JsonNode entries =
        new ObjectMapper().readTree(run("history", "--json").out()).path("entries");
    assertThat(entries.findValuesAsText("by")).contains("anna");
  }

  @Test
  void aRunThatFailsExitsWithOneAndTheControllersWords() {
    Ended ended = run("trigger", "prod/failing_OFFLINE", "--wait", "--force", "try it");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("prod/failing_OFFLINE: failed: ");
  }

  @Test
  void aRunThatDoesNotEndTimesOut() {
    Ended ended =
        run("trigger", "prod/stuck_OFFLINE", "--wait", "--timeout", "4s", "--force", "try it");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.out()).contains("timed out after 4s; the daemon goes on");
    Ended second = run("trigger", "prod/stuck_OFFLINE", "--force", "again");
    assertThat(second.code()).isEqualTo(3);
    assertThat(second.err()).contains("refused: in_flight: ").doesNotContain("--force");
    assertThat(Acted.calls(sandbox, "stuck_OFFLINE")).hasSize(1);
  }

  @Test
  void aTableThatWasNeverIngestedIsGivenItsFirstRun() {
    Ended ended = run("trigger", "prod/never_OFFLINE", "--force", "first run");

    assertThat(ended.code()).isZero();
    // The run may be over before the answer to the request has been told.
    assertThat(ended.out())
        .containsAnyOf("prod/never_OFFLINE: accepted", "prod/never_OFFLINE: succeeded");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(run("history", "prod/never_OFFLINE").out()).contains("succeeded"));
  }

  @Test
  void aPauseHoldsEvenWhatIsForcedUntilItIsTakenBack() {
    Ended paused = run("pause", "prod/paused_OFFLINE", "--reason", "migration", "--for", "2h");
    assertThat(paused.code()).isZero();
    assertThat(paused.out()).startsWith("prod/paused_OFFLINE: paused until 20");
    Ended refused = run("trigger", "prod/paused_OFFLINE", "--force", "now");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("paused by anna until 20").contains(": migration");
    Ended resumed = run("resume", "prod/paused_OFFLINE", "--reason", "migrated");
    assertThat(resumed.out())
        .isEqualTo("prod/paused_OFFLINE: resumed; it was paused by anna: migration\n");
    assertThat(run("resume", "prod/paused_OFFLINE", "--reason", "migrated").out())
        .isEqualTo("prod/paused_OFFLINE: was not paused\n");
    assertThat(run("trigger", "prod/paused_OFFLINE", "--force", "now").code()).isZero();
  }

  @Test
  void aCircuitIsClosedByAPerson() {
    assertThat(run("trigger", "prod/circuit_OFFLINE", "--wait", "--force", "try it")
            .code())
        .isEqualTo(1);
    Ended closed = run("circuit", "close", "prod/circuit_OFFLINE", "--reason", "mended");

    assertThat(closed.code()).isZero();
    assertThat(closed.out())
        .isEqualTo("prod/circuit_OFFLINE: circuit closed; attempts in vain that no longer"
            + " count: 1\n");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(run("history", "prod/circuit_OFFLINE").out())
            .contains("circuit closed by anna: mended"));
  }

  @Test
  void whatWasTypedWrongIsSaid() {
    assertThat(run("trigger", "orders_OFFLINE"))
        .isEqualTo(new Ended(
            2,
            "",
            "icewatch: 'orders_OFFLINE' (expected: CONTROLLER/TABLE, such as"
                + " prod/orders_OFFLINE)\n"));
    assertThat(run("trigger", "prod/none_OFFLINE").err()).contains("not watched");
    assertThat(run("trigger", "prod/none_OFFLINE").code()).isEqualTo(2);
    assertThat(run("pause", "--reason", "why").err()).contains("neither a table nor --all");
    assertThat(run("pause", "prod/slow_OFFLINE", "--reason", "why", "--for", "soon")
            .code())
        .isEqualTo(2);
    assertThat(run("pause", "--all").err()).contains("--reason: missing");
  }

  @Test
  void whoMayNotIsTold() {
    Ended ended = runAs("http://127.0.0.1:" + daemon.port(), "bob", "history");

    assertThat(ended.code()).isEqualTo(77);
    assertThat(ended.err()).contains("not allowed as bob");
  }

  @Test
  void aDaemonThatIsNotThereOrHasNoUsersIsNamed() throws Exception {
    int port;
    try (Daemon open = daemon("web: {listen: \"127.0.0.1:0\"}\n", "open.db")) {
      port = open.port();
      String url = "http://127.0.0.1:" + port;
      assertThat(runAs(url, "anna", "history").code()).isZero();
      Ended ended = runAs(url, "anna", "pause", "--all", "--reason", "release");
      assertThat(ended.code()).isEqualTo(77);
      assertThat(ended.err())
          .contains("nobody may act on this daemon (expected: users in its web.configFile)");
    }
    Ended ended = runAs("http://127.0.0.1:" + port, "anna", "history");
    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.err()).contains("no answer").contains("expected: a running icewatch");
  }
}
