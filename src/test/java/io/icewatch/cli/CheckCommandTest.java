package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.sandbox.Sandbox;
import io.icewatch.sandbox.SandboxSettings;
import io.icewatch.sandbox.SandboxTable;
import io.icewatch.sandbox.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static Sandbox sandbox;

  @TempDir
  private Path directory;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(
        SandboxTable.named("fresh_OFFLINE"),
        SandboxTable.named("waiting_OFFLINE"),
        SandboxTable.named("never_OFFLINE").neverIngested(),
        SandboxTable.named("raw_OFFLINE").from(Source.S3_CATALOG))));
    sandbox.commit("waiting_OFFLINE", 3);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private int check(String lag, String tables, String... more) throws IOException {
    Path config = directory.resolve("icewatch.yml");
    StringBuilder names = new StringBuilder();
    for (String table : tables.split(" ")) {
      names.append("      - name: ").append(table).append("_OFFLINE\n");
    }
    Files.writeString(
        config,
        "controllers:\n  - name: prod\n    url: " + sandbox.url() + "/\n    lag: " + lag
            + "\n    tables:\n" + names);
    CommandLine icewatch = Icewatch.commandLine().setOut(new PrintWriter(out, true));
    String[] arguments = new String[more.length + 3];
    arguments[0] = "check";
    arguments[1] = "--config";
    arguments[2] = config.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return icewatch.execute(arguments);
  }

  @Test
  void aFreshFleetExitsWithZero() throws IOException {
    assertThat(check("{warning: 1h}", "fresh raw waiting")).isZero();
    assertThat(out.toString())
        .contains("caught up: the source and the checkpoint hold 1 file")
        .contains("3 files pending, waiting for at most");
  }

  @Test
  void aTableThatWasNeverIngestedIsAWarning() throws IOException {
    assertThat(check("{warning: 1h}", "fresh never")).isEqualTo(1);
  }

  @Test
  void aTableThatNobodyKnowsIsCritical() throws IOException {
    assertThat(check("{warning: 1h}", "fresh nosuch")).isEqualTo(2);
    assertThat(out.toString()).contains("Table 'nosuch_OFFLINE' not found");
  }

  @Test
  void theSameIsToldToPrograms() throws IOException {
    assertThat(check("{warning: 1h}", "waiting never", "--json")).isEqualTo(1);
    JsonNode fleet = new ObjectMapper().readTree(out.toString());
    assertThat(fleet.path("exitCode").asInt()).isEqualTo(1);
    JsonNode waiting = fleet.path("tables").findParents("table").stream()
        .filter(table -> table.path("table").asText().equals("waiting_OFFLINE"))
        .findFirst()
        .orElseThrow();
    assertThat(waiting.path("filesPending").asLong()).isEqualTo(3);
    assertThat(waiting.path("lagSeconds").isNull()).isTrue();
  }
}
