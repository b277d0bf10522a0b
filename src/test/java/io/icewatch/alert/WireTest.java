package io.icewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
  @TempDir
  private Path directory;

  private HttpServer server;

  /** Says back what it was told, in the words of an error, after some of its own. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      String told = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] body = ("x".repeat(185) + " " + told).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(500, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTokenThatTheReceiverSaysBackIsNotToldOnNotEvenItsBeginning() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "planted-token-0123456789\n");
    assertThat(why(new Credentials.BearerFile(file)))
        .startsWith("HTTP 500: xxx")
        .doesNotContain("plan");
  }

  @Test
  void neitherIsAPasswordNorItsEncoding() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "planted-password\n");
    assertThat(why(new Credentials.BasicFile("someone", file)))
        .startsWith("HTTP 500: xxx")
        .doesNotContain("c29tZW9")
        .doesNotContain("plan");
  }

  private String why(Credentials credentials) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    AlertReceiver.Connection connection =
        new AlertReceiver.Connection(url, credentials, TlsFiles.none(), Duration.ofSeconds(5));
    try (Wire wire = new Wire(new AlertReceiver.Alertmanager(connection))) {
      return ((Delivered.Failed) wire.post(new byte[] {'[', ']'})).why();
    }
  }
}
