package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DaemonOptionsTest {
  private static final String PASSWORD = " it has spaces ";

  @TempDir
  private Path directory;

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/", exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        })
        .setAuthenticator(new BasicAuthenticator("icewatch") {
          @Override
          public boolean checkCredentials(String user, String password) {
            return user.equals("anna") && password.equals(PASSWORD);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private DaemonClient client(String fileContent) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), fileContent);
    DaemonOptions options = new DaemonOptions();
    @CommandLine.Command
    class Told {
      @CommandLine.Mixin
      private final DaemonOptions daemon = options;
    }
    new CommandLine(new Told())
        .parseArgs(
            "--url=http://127.0.0.1:" + server.getAddress().getPort(),
            "--user=anna",
            "--password-file=" + file);
    return options.daemon(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void ofAPasswordFileOnlyTheEndOfItsLineIsNotThePassword(String end) throws Exception {
    assertThat(client(PASSWORD + end).get("/").status()).isEqualTo(200);
  }

  @Test
  void anEmptyPasswordFileIsSaid() {
    assertThatThrownBy(() -> client("\n"))
        .isInstanceOf(DaemonException.class)
        .hasMessageContaining("--password-file: ")
        .hasMessageContaining("is empty (expected: a file with the password)");
  }
}
