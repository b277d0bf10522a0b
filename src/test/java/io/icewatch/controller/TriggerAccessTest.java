package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerAccessTest {
  @TempDir
  private Path directory;

  private HostileServer server;
  private String status = "200 OK";
  private String body = "[\"RetentionManager\",\"IcebergIngestionTask\"]";

  @BeforeEach
  void listen() throws IOException {
    server = new HostileServer(talk -> talk.send("HTTP/1.1 " + status
        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
        + body));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aHarmlessQuestionGoesOutWithTheTriggerCredentials() throws IOException {
    assertThat(ask()).isEqualTo(new TriggerAccess.Granted());
    assertThat(server.requests()).hasSize(1);
    HostileServer.Talk request = server.requests().get(0);
    assertThat(request.line()).isEqualTo("GET /api/pinot/periodictask/names HTTP/1.1");
    assertThat(request.header("Authorization")).contains("Bearer run-token");
  }

  @Test
  void credentialsThatAreDeniedAreRefused() throws IOException {
    status = "403 Forbidden";
    assertThat(ask())
        .isInstanceOfSatisfying(
            TriggerAccess.Refused.class,
            refused -> assertThat(refused.why()).startsWith("denied: HTTP 403"));
  }

  @Test
  void aControllerWithoutTheTaskRefuses() throws IOException {
    body = "[\"RetentionManager\"]";
    assertThat(ask())
        .isEqualTo(
            new TriggerAccess.Refused("no task IcebergIngestionTask among [RetentionManager]"));
  }

  @Test
  void aFileThatCannotBeReadRefusesAndNothingIsSent() throws IOException {
    assertThat(ask(directory.resolve("none")))
        .isInstanceOfSatisfying(
            TriggerAccess.Refused.class,
            refused ->
                assertThat(refused.why()).startsWith("not_asked: triggerAuth.bearerTokenFile: "));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aControllerInTroubleTellsNothing() throws IOException {
    status = "500 Internal Server Error";
    assertThat(ask()).isInstanceOf(TriggerAccess.Unknown.class);
  }

  private TriggerAccess ask() throws IOException {
    return ask(Files.writeString(directory.resolve("token"), "run-token"));
  }

  private TriggerAccess ask(Path token) {
    try (ControllerClient client = new ControllerClient(
        new ControllerSettings(
            "prod",
            server.url(),
            new Credentials.None(),
            new Credentials.BearerFile(token),
            ControllerLimits.defaults()),
        InstantSource.system())) {
      return client.triggerAccess(Duration.ofSeconds(60));
    }
  }
}
