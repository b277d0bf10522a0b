package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox gives the answers that were recorded from a real Pinot 1.5.1 controller. */
class RecordedAnswersTest {
  private static final Path RECORDED = Path.of("src/test/resources/io/icewatch/sandbox/recorded");
  private static final String READER = Access.basic("reader", "readonly");
  private static final SandboxTable ICE_ORDERS =
      SandboxTable.named("ice_orders_OFFLINE").scheduled("0 */30 * * * ?");

  private static Sandbox open;
  private static Sandbox guarded;

  /** One recorded exchange. */
  record Exchange(String method, String path, String body, int status, String type, String answer) {
    static Exchange of(Path file) throws IOException {
      String text = Files.readString(file);
      int split = text.indexOf("\n\n");
      List<String> head = text.substring(0, split).lines().toList();
      String[] request = head.get(0).split(" ", -1);
      String body = head.stream()
          .filter(line -> line.startsWith("> body: "))
          .map(line -> line.substring(8))
          .findFirst()
          .orElse("");
      Optional<String> type = head.stream()
          .filter(line -> line.startsWith("Content-Type: "))
          .map(line -> line.substring(14))
          .findFirst();
      int status = head.stream()
          .filter(line -> line.startsWith("HTTP/1.1 "))
          .map(line -> Integer.parseInt(line.substring(9, 12)))
          .findFirst()
          .orElseThrow();
      return new Exchange(
          request[1],
          request[2],
          body,
          status,
          type.orElse(""),
          text.substring(split + 2).strip());
    }
  }

  @BeforeAll
  static void start() {
    SandboxSettings settings = SandboxSettings.of(List.of(ICE_ORDERS));
    open = Sandbox.start(settings);
    guarded =
        Sandbox.start(settings.guardedBy(new Access(READER, Access.basic("admin", "verysecret"))));
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  static Stream<Path> openAnswers() throws IOException {
    return files(RECORDED);
  }

  static Stream<Path> guardedAnswers() throws IOException {
    return files(RECORDED.resolve("auth"));
  }

  @ParameterizedTest
  @MethodSource("openAnswers")
  void everyRecordedAnswerIsGiven(Path file) throws IOException {
    verify(Exchange.of(file), open);
  }

  @ParameterizedTest
  @MethodSource("guardedAnswers")
  void everyAnswerRecordedUnderAccessControlIsGiven(Path file) throws IOException {
    String principal = file.getFileName().toString().replaceAll("-.*", "");
    HttpResponse<String> response = switch (principal) {
      case "none" -> verify(Exchange.of(file), guarded);
      case "reader" -> verify(Exchange.of(file), guarded, "Authorization", READER);
      case "bearer" -> verify(Exchange.of(file), guarded, "Authorization", "Bearer x");
      default -> throw new IllegalStateException(file + ": whose?");
    };
    assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  private static HttpResponse<String> verify(
      Exchange recorded, Sandbox sandbox, String... authorization) throws IOException {
    List<String> headers = new ArrayList<>(List.of(authorization));
    if (!recorded.body().isEmpty()) {
      headers.addAll(List.of("Content-Type", "application/json"));
    }
    HttpResponse<String> response = Asking.of(sandbox)
        .send(recorded.method(), recorded.path(), recorded.body(), headers.toArray(String[]::new));

    assertThat(response.statusCode()).isEqualTo(recorded.status());
    assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualTo(recorded.type());
    if (recorded.type().equals("application/json")) {
      assertThat(comparable(response.body())).isEqualTo(comparable(recorded.answer()));
    } else {
      assertThat(response.body()).isEqualTo(recorded.answer());
    }
    return response;
  }

  /** Without what may differ: task ids, our task among the names, where the catalog is. */
  private static JsonNode comparable(String body) throws IOException {
    JsonNode node = Json.MAPPER.readTree(body.replaceAll("api-[0-9a-f]{8}", "api-x"));
    if (node instanceof ArrayNode names) {
      names.forEach(name -> assertThat(name.isTextual()).isTrue());
      for (int i = names.size() - 1; i >= 0; i--) {
        if (names.get(i).asText().equals("IcebergIngestionTask")) {
          names.remove(i);
        }
      }
    }
    if (node.at("/OFFLINE/task/taskTypeConfigsMap/IcebergIngestionTask")
        instanceof ObjectNode task) {
      task.retain("schedule", "iceberg.source.type");
    }
    return node;
  }

  private static Stream<Path> files(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }
}
