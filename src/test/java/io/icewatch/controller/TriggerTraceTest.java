package io.icewatch.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Api;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.ControllerLimits;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire when a run is asked for, held against docs/auto-trigger.md. */
class TriggerTraceTest {
  @TempDir
  private Path directory;

  private HostileServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new HostileServer(
        talk -> talk.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"ok\": true}"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aTable() throws IOException {
    assertDocumented(trace("", "orders_OFFLINE"));
  }

  @Test
  void aTableWhoseNameMustBeEncoded() throws IOException {
    assertDocumented(trace("", "täglich+neu@eu_OFFLINE"));
  }

  @Test
  void aControllerBehindAPathPrefix() throws IOException {
    assertDocumented(trace("/api/pinot/", "orders_OFFLINE"));
  }

  @Test
  void aTableOfTheSecondGeneration() throws IOException {
    assertDocumented(trace("/api/pinot/", "orders_OFFLINE", Api.EXTERNAL_TABLE));
    assertThat(server.requests().get(0).line())
        .as("what open-source Pinot reads")
        .contains("tableName=orders_OFFLINE");
  }

  private String trace(String prefix, String table) throws IOException {
    String trace = trace(prefix, table, Api.ICEBERG);
    assertThat(trace).contains("Content-Length: 0\n");
    return trace;
  }

  private String trace(String prefix, String table, Api api) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "st-trigger-secret\n");
    URI url = server.url().resolve(prefix.isEmpty() ? "/" : prefix);
    try (ControllerClient client = new ControllerClient(
        new ControllerSettings(
                "prod",
                url,
                new Credentials.None(),
                new Credentials.BearerFile(token),
                ControllerLimits.defaults())
            .speaking(Optional.of(api)),
        InstantSource.system())) {
      assertThat(new RunRequests(client).start(table, Duration.ofSeconds(60)))
          .isEqualTo(new CallOutcome.Accepted("HTTP 200: {\"ok\": true}"));
    }
    assertThat(server.requests()).hasSize(1);
    HostileServer.Talk request = server.requests().get(0);
    assertThat(request.header("Authorization")).contains("Bearer st-trigger-secret");
    List<String> lines = new ArrayList<>();
    lines.add(request.line());
    for (String header : request.headers()) {
      if (!header.isEmpty()) {
        lines.add(header
            .replaceFirst("^Host: 127\\.0\\.0\\.1:\\d+$", "Host: pinot.example.com")
            .replaceFirst("^User-Agent: icewatch/.*$", "User-Agent: icewatch/VERSION")
            .replaceFirst("st-trigger-secret", "[the token of triggerAuth]"));
      }
    }
    if (!request.body().isEmpty()) {
      lines.addAll(List.of("", request.body()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void assertDocumented(String trace) throws IOException {
    assertThat(Files.readString(Path.of("docs/auto-trigger.md")))
        .contains("```http\n" + trace + "```\n");
  }
}
