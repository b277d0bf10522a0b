package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.icewatch.model.Answer;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import io.icewatch.model.TlsFiles;
import io.icewatch.tls.Authority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTlsTest {
  private final Authority authority = new Authority();

  @TempDir
  private Path directory;

  private HttpsServer server;
  private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");

  @BeforeEach
  void serve() throws Exception {
    SSLContext context = new HandshakeCertificates.Builder()
        .heldCertificate(authority.issue("controller", "localhost"))
        .addTrustedCertificate(authority.certificate().certificate())
        .build()
        .sslContext();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters ssl = context.getDefaultSSLParameters();
        ssl.setNeedClientAuth(true);
        parameters.setSSLParameters(ssl);
      }
    });
    server.createContext("/", exchange -> {
      byte[] body = "[\"IcebergIngestionTask\"]".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
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
  void aControllerIsTrustedByItsOwnAuthorityAndKnowsItsClient() throws Exception {
    Authority.write(directory, "client", authority.issue("icewatch"));
    Path ca = authority.write(directory.resolve("ca.pem"));
    assertThat(asked(TlsFiles.none())).isInstanceOf(Failure.Unreachable.class);
    assertThat(asked(new TlsFiles(Optional.of(ca), Optional.empty())))
        .isInstanceOf(Failure.Unreachable.class);
    try (ControllerClient client = client(files())) {
      assertThat(names(client)).isInstanceOf(Answer.Observed.class);
    }
  }

  @Test
  void filesAreReadAgainWhenTheyChangeAndBrokenOnesLeaveTheLastGoodInForce() throws Exception {
    Authority.write(directory, "client", new Authority().issue("a stranger"));
    authority.write(directory.resolve("ca.pem"));
    try (ControllerClient client = client(files())) {
      assertThat(names(client)).isInstanceOf(Answer.Failed.class);
      Authority.write(directory, "client", authority.issue("icewatch"));
      now = now.plusSeconds(1);
      assertThat(names(client)).isInstanceOf(Answer.Observed.class);
      Files.writeString(directory.resolve("client.key"), "half a ke");
      now = now.plusSeconds(1);
      assertThat(names(client)).isInstanceOf(Answer.Observed.class);
    }
  }

  @Test
  void filesThatWereNeverGoodAreNamedAndNothingIsSent() throws Exception {
    authority.write(directory.resolve("ca.pem"));
    assertThat(asked(files()))
        .isInstanceOfSatisfying(
            Failure.NotAsked.class,
            failure -> assertThat(failure.message())
                .startsWith("tls.certFile: " + directory.resolve("client.pem")));
    Authority.write(directory, "client", authority.issue("icewatch"));
    Files.writeString(directory.resolve("client.key"), "hunter2");
    assertThat(asked(files()).message())
        .isEqualTo("tls.keyFile: no PRIVATE KEY in it (expected: a key that is not encrypted, in"
            + " PEM)");
  }

  private TlsFiles files() {
    return new TlsFiles(
        Optional.of(directory.resolve("ca.pem")),
        Optional.of(new TlsFiles.Identity(
            directory.resolve("client.pem"), directory.resolve("client.key"))));
  }

  private Failure asked(TlsFiles tls) {
    try (ControllerClient client = client(tls)) {
      return ((Answer.Failed<List<String>>) names(client)).failure();
    }
  }

  private static Answer<List<String>> names(ControllerClient client) {
    return client.taskNames(Duration.ofSeconds(20));
  }

  private ControllerClient client(TlsFiles tls) {
    Credentials nobody = new Credentials.None();
    return new ControllerClient(
        new ControllerSettings(
            "c",
            URI.create("https://localhost:" + server.getAddress().getPort()),
            nobody,
            nobody,
            new ControllerLimits(2, 100),
            tls),
        () -> now);
  }
}
