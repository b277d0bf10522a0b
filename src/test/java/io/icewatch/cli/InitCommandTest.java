package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.config.ConfigurationLoader;
import io.icewatch.config.Loading;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.TableId;
import io.icewatch.model.TlsFiles;
import io.icewatch.sandbox.DemoTables;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitCommandTest {
  @TempDir
  private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int init(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "config";
    all[1] = "init";
    System.arraycopy(args, 0, all, 2, args.length);
    return Icewatch.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  private static Loading.Loaded checked(Path file) {
    Loading loading = ConfigurationLoader.check(file, Map.of());
    assertThat(loading).as(loading.toString()).isInstanceOf(Loading.Loaded.class);
    return (Loading.Loaded) loading;
  }

  @Test
  void whatTheSandboxHasIsWatchedByAFileThatIsAccepted() throws Exception {
    Path file = directory.resolve("icewatch.yml");
    try (Sandbox sandbox =
        Sandbox.start(SandboxSettings.of(DemoTables.all()).onPort(0).under("/api/pinot"))) {
      assertThat(init("--url", sandbox.url().toString(), "--output", file.toString()))
          .as(err.toString())
          .isZero();
      Loading.Loaded loaded = checked(file);
      assertThat(loaded.warnings()).isEmpty();
      assertThat(loaded.configuration().controllers().get(0).tables())
          .extracting(table -> table.id())
          .contains(new TableId("pinot", "orders_OFFLINE"))
          .hasSize(DemoTables.all().size());
      assertThat(out.toString()).contains("; next: icewatch run --config " + file);

      String before = Files.readString(file) + "# by hand\n";
      Files.writeString(file, before);
      assertThat(init("--url", sandbox.url().toString(), "--output", file.toString()))
          .isEqualTo(2);
      assertThat(err.toString()).contains("there already (expected: a new file, or --force)");
      assertThat(file).hasContent(before);
      assertThat(init("--url", sandbox.url().toString(), "--output", file.toString(), "--force"))
          .isZero();
      assertThat(Files.readString(file)).doesNotContain("# by hand");
    }
  }

  @Test
  void theSecretStaysInItsFileAndNamesAreWrittenSoThatTheyStayText() throws IOException {
    Path token = Files.writeString(directory.resolve("it's a token"), "hunter2");
    ControllerSettings controller = new ControllerSettings(
        "prod.eu",
        URI.create("https://pinot.example.com/api/pinot"),
        new Credentials.BearerFile(token),
        new Credentials.BearerFile(token),
        ControllerLimits.defaults(),
        new TlsFiles(Optional.empty(), Optional.empty()));
    Path file = Files.writeString(
        directory.resolve("icewatch.yml"),
        FirstConfiguration.of(controller, List.of("a.b_OFFLINE", "no_OFFLINE", "1+1_OFFLINE")));
    assertThat(Files.readString(file)).doesNotContain("hunter2");
    var loaded = checked(file).configuration().controllers().get(0);
    assertThat(loaded.settings().auth()).isEqualTo(new Credentials.BearerFile(token));
    assertThat(loaded.tables())
        .extracting(table -> table.id().table())
        .containsExactly("a.b_OFFLINE", "no_OFFLINE", "1+1_OFFLINE");
  }

  @ParameterizedTest
  @CsvSource({
    "--url=ftp://x, 2",
    "--url=http://user:pw@localhost:1, 2",
    "--url=http://localhost:1 --user=anna, 2",
    "--url=http://localhost:1 --name=a/b, 2",
    "--url=http://localhost:1 --bearer-token-file=t --user=a --password-file=p, 2",
    "--url=http://localhost:1 --bearer-token-file=/dev/null/t, 2",
    "--url=http://localhost:1 --user=anna --password-file=/dev/null/p, 2",
    "--url=https://localhost:1 --ca-file=/dev/null/ca, 2",
  })
  void whatCannotBeUsedIsSaidAndNothingIsWritten(String args, int exit) {
    Path file = directory.resolve("icewatch.yml");
    String[] words = (args + " --output=" + file).split(" ", -1);
    assertThat(init(words)).as(err.toString()).isEqualTo(exit);
    assertThat(err.toString())
        .startsWith("icewatch: --")
        .contains("(expected: ")
        .doesNotContain("pw@");
    assertThat(file).doesNotExist();
  }

  @Test
  void aControllerThatDoesNotAnswerIsSaidToBeOne() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path file = directory.resolve("icewatch.yml");
    assertThat(init("--url", "http://127.0.0.1:" + port, "--output", file.toString()))
        .isEqualTo(69);
    assertThat(err.toString()).startsWith("icewatch: pinot: ");
    assertThat(file).doesNotExist();
  }
}
