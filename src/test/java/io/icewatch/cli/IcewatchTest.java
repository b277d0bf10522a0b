package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class IcewatchTest {
  private static final String GOOD = "src/test/resources/config/good/smallest.yml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int icewatch(String... args) {
    return execute(Icewatch.commandLine(), args);
  }

  private int execute(CommandLine commandLine, String... args) {
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void aGoodConfigurationIsCountedAndOk() {
    assertThat(icewatch("config", "check", "--config", GOOD)).isZero();
    assertThat(out).hasToString(GOOD + ": 1 controller, 1 table, ok\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theFlagOfPrometheusExportersIsUnderstood() {
    assertThat(icewatch("config", "check", "--config.file=" + GOOD)).isZero();
  }

  @Test
  void aBadConfigurationPrintsEveryProblemAndExitsWithTwo() throws IOException {
    String file = "src/test/resources/config/bad/everything-at-once.yml";
    assertThat(icewatch("config", "check", "--config", file)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    String problems = Files.readString(Path.of(file.replace(".yml", ".txt")));
    assertThat(err).hasToString(file + ": 15 problems\n" + problems.indent(2));
  }

  @Test
  void aWebConfigFileIsJudgedByItself(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("web.yml"), "rate_limit: {burst: 1}\n");
    assertThat(icewatch("web", "check", file.toString())).isZero();
    assertThat(out).hasToString(file + ": http, open to everybody, ok\n");
    assertThat(err)
        .hasToString(file + ": warning: rate_limit.burst: 1 without an interval at line 1:21"
            + " (expected: an interval, too)\n");
  }

  @Test
  void aBadWebConfigFilePrintsEveryProblemAndExitsWithTwo(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(
        directory.resolve("web.yml"), "tls_server_config: {cert_file: none}\nusers: {}\n");
    assertThat(icewatch("web", "check", file.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith(file + ": 3 problems\n  tls_server_config.key_file: missing at line 1:20");
  }

  @Test
  void warningsAreShownAndStillOk(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("icewatch.yml");
    Files.writeString(file, "defaults: {poll: {timeout: 20s}}\n" + Files.readString(Path.of(GOOD)));
    assertThat(icewatch("config", "check", "--config", file.toString())).isZero();
    assertThat(out.toString()).endsWith(": 1 controller, 1 table, ok\n");
    assertThat(err.toString())
        .isEqualTo(file
            + ": warning: defaults.poll.timeout: 20s at line 1:28 (expected: at most"
            + " poll.interval (15s by default))\n");
  }

  @Test
  void catalogsAreCountedToo(@TempDir Path directory) throws IOException {
    Path file = withCatalog(directory, "rest", "https://catalog.example.com");
    assertThat(icewatch("config", "check", "--config", file.toString())).isZero();
    assertThat(out).hasToString(file + ": 1 controller, 1 table, 1 catalog, ok\n");
  }

  @Test
  void aConfigCheckSaysWhatOnlyTheDaemonFindsOut(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("icewatch.yml"), """
        controllers:
          - name: prod
            url: http://localhost:9000
            tables: [{name: orders_OFFLINE, trigger: {mode: auto}}]
        """);
    assertThat(icewatch("config", "check", "--config", file.toString())).isZero();
    assertThat(out.toString()).contains("ok; not known here: whether the controllers accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config check", "run", "check"})
  void aCatalogThatCannotBeReadWithTheJarsAtHandIsRefused(String command, @TempDir Path directory)
      throws IOException {
    Path file = withCatalog(directory, "com.example.Lake", "jdbc:lake");
    String[] args = (command + " --config " + file).split(" ", -1);
    assertThat(icewatch(args)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err)
        .hasToString(file
            + ": 1 problem\n  catalogs.lake.type: com.example.Lake at line 1:25"
            + " (expected: class com.example.Lake on the class path)\n");
  }

  private static Path withCatalog(Path directory, String type, String uri) throws IOException {
    String catalogs = "catalogs: {lake: {type: %s, uri: '%s'}}\n".formatted(type, uri);
    String table = "        catalog: {name: lake, table: sales.orders}\n";
    return Files.writeString(
        directory.resolve("icewatch.yml"), catalogs + Files.readString(Path.of(GOOD)) + table);
  }

  @Test
  void allBadArgumentsAreReportedAtOnce() {
    assertThat(icewatch("config", "check", "--config", "a", "--config", "b", "--nope", "--confg"))
        .isEqualTo(2);
    assertThat(err).hasToString("""
            --config: given twice (expected: once)
            --nope: unknown option (expected: one of --config, --help, --version)
            --confg: unknown option (expected: one of --config, --help, --version)
            Try 'icewatch config check --help' for what there is.
            """);
  }

  @Test
  void aMisspeltCommandIsAnsweredWithTheOneMeant() {
    assertThat(icewatch("confg", "check")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("confg: unknown argument (expected: config or completion?)\n");
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThat(icewatch("config", "check")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--config: missing (expected: FILE)\n");
  }

  @Test
  void noCommandAtAllNamesTheCommands() {
    assertThat(icewatch()).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "icewatch: no command (expected: one of run, check, alerts, trigger, pause, resume,"
                + " circuit, history, config, web, demo, sandbox");
  }

  @Test
  void helpIsShownWhateverElseIsWrong() {
    assertThat(icewatch("config", "check", "--nope", "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: icewatch config check").contains("Exit codes:");
  }

  @Test
  void theVersionNamesTheBuildAndTheJvm() {
    assertThat(icewatch("--version")).isZero();
    assertThat(out.toString()).startsWith("icewatch ").contains("\njava ");
  }

  @Test
  void completionIsThereAndHidden() {
    assertThat(icewatch("generate-completion")).isZero();
    assertThat(out.toString()).contains("_picocli_icewatch_config_check");
    assertThat(Icewatch.commandLine().getUsageMessage()).doesNotContain("generate-completion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--sandbox-port"})
  void aPortThatIsNoneIsABadArgumentOfTheDemo(String option) {
    assertThat(icewatch("demo", option, "99999")).isEqualTo(2);
    assertThat(err).hasToString("icewatch: port: 99999 (expected: 0 to 65535)\n");
  }

  @Test
  void logOptionsSayWhatTheyTake() {
    CommandLine logs = Icewatch.commandLine().addSubcommand(new Logs());
    logs.getSubcommands().get("logs").getCommandSpec().parser().collectErrors(true);
    assertThat(execute(logs, "logs", "--log.level=loud", "--log.format=xml")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--log.level: loud (expected: one of debug, info, warn, error)\n")
        .contains("--log.format: xml (expected: one of logfmt, json)\n");
    assertThat(execute(logs, "logs", "--log.level=WARN", "--log.format=json")).isZero();
  }

  @Test
  void anUnexpectedExceptionIsOneLineAndAHintWithoutAStackTrace() {
    CommandLine broken = Icewatch.commandLine().addSubcommand(new Broken());
    assertThat(execute(broken, "broken")).isEqualTo(70);
    assertThat(err).hasToString("""
            icewatch: java.lang.IllegalStateException: boom
            This should not happen; --log.level=debug tells where it did.
            """);
  }

  @Command(name = "logs")
  static final class Logs implements Runnable {
    @Mixin
    private LogOptions options = new LogOptions();

    @Override
    public void run() {
      assertThat(options).isNotNull();
    }
  }

  @Command(name = "broken")
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("boom");
    }
  }
}
