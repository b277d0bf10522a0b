package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {
  private static final String NO_ROUTE = "{\"code\":404,\"error\":\"HTTP 404 Not Found\"}";
  private static final String ORDERS = "orders_OFFLINE";
  private static final String CLICKS = "clicks_OFFLINE";
  private static Sandbox sandbox;
  private static Asking ask;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(
            SandboxTable.named(ORDERS),
            SandboxTable.named(CLICKS),
            SandboxTable.named("raw_OFFLINE").from(Source.S3_CATALOG)))
        .speaking(Generation.EXTERNAL_TABLE));
    ask = Asking.of(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void second() {
    sandbox.speak(Generation.EXTERNAL_TABLE);
  }

  @Test
  void theSecondHasAStatusAndACheckpointAndNoFiles() {
    assertThat(ask.json("/tables/orders_OFFLINE/externalTable/status")
            .path("status")
            .asText())
        .isEqualTo("COMPLETED");
    assertThat(ask.get("/tables/orders_OFFLINE/externalTable/checkpoint").body())
        .contains("\"checkpointType\":\"SNAPSHOT_ID\"");
    assertThat(ask.get("/tables/raw_OFFLINE/externalTable/checkpoint").statusCode())
        .isEqualTo(400);
    assertThat(ask.get("/tables/none_OFFLINE/externalTable/status").body())
        .isEqualTo("{\"code\":404,\"error\":\"Table 'none_OFFLINE' not found.\"}");
    assertThat(ask.get("/tables/orders_OFFLINE/externalTable/files").body()).isEqualTo(NO_ROUTE);
    assertThat(ask.get("/tables/orders_OFFLINE/iceberg/status").body()).isEqualTo(NO_ROUTE);
  }

  @Test
  void itsTaskIsOneOfMinions() {
    assertThat(ask.get("/tasks/tasktypes").body()).isEqualTo("[\"ExternalTableSyncTask\"]");
    assertThat(ask.get("/periodictask/names").body()).doesNotContain("Iceberg");
    assertThat(ask.get("/tables?type=offline&taskType=ExternalTableSyncTask").body())
        .contains(ORDERS, CLICKS);
    assertThat(ask.get("/tables?taskType=IcebergIngestionTask").body())
        .isEqualTo("{\"tables\":[]}");
    assertThat(ask.json("/tables/orders").at("/OFFLINE/task/taskTypeConfigsMap"))
        .singleElement()
        .satisfies(task ->
            assertThat(task.path("iceberg.table.name").asText()).isEqualTo("sandbox.orders"));
    assertThat(ask.trigger("&tableName=orders").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneTableIsScheduledByTheBodyAndByTheQuery(boolean inBody) {
    long orders = sandbox.truth(ORDERS).runsStarted();
    long clicks = sandbox.truth(CLICKS).runsStarted();
    String answer = inBody
        ? schedule("", body(ORDERS))
        : schedule("?taskType=ExternalTableSyncTask&tableName=" + ORDERS, "");
    assertThat(answer)
        .matches("\\{\"ExternalTableSyncTask\":\"Task_ExternalTableSyncTask_\\d{13}\"}");
    Asking.patiently().until(() -> sandbox.truth(ORDERS).runsStarted() > orders);
    assertThat(sandbox.truth(CLICKS).runsStarted()).isEqualTo(clicks);
  }

  @Test
  void withoutATableEveryTableIsScheduled() {
    long clicks = sandbox.truth(CLICKS).runsStarted();
    schedule("", "{\"taskType\":\"ExternalTableSyncTask\"}");
    Asking.patiently().until(() -> sandbox.truth(CLICKS).runsStarted() > clicks);
  }

  @Test
  void whatIsNotThereIsScheduledNotAtAllAndSaidWithAnEmptyError() {
    String nothing = "{\"generationErrors\":\"\",\"schedulingErrors\":\"\"}";
    assertThat(schedule("", body("none_OFFLINE"))).isEqualTo(nothing);
    assertThat(schedule("", body("orders"))).as("without its type").isEqualTo(nothing);
    assertThat(schedule("?taskType=PurgeTask&tableName=" + ORDERS, "")).isEqualTo(nothing);
    assertThat(ask.get("/tasks/schedule").statusCode()).isEqualTo(405);
  }

  @Test
  void itIsUpgradedAndTakenBackWhileItRuns() {
    assertThat(ask.post("/sandbox/api?speak=iceberg").body()).isEqualTo("{\"api\":\"iceberg\"}");
    assertThat(ask.state(ORDERS)).isEqualTo("COMPLETED");
    assertThat(ask.get("/tables/orders_OFFLINE/externalTable/status").body()).isEqualTo(NO_ROUTE);
    sandbox.speak(Generation.NONE);
    assertThat(ask.get("/tables/orders_OFFLINE/iceberg/status").body()).isEqualTo(NO_ROUTE);
    assertThat(ask.get("/tables/orders_OFFLINE/externalTable/status").body()).isEqualTo(NO_ROUTE);
    assertThat(ask.post("/sandbox/api?speak=c").body())
        .contains("api: 'c' (expected: iceberg, externalTable or none)");
  }

  private static String body(String table) {
    return "{\"taskType\":\"ExternalTableSyncTask\",\"tableName\":\"" + table + "\"}";
  }

  private static String schedule(String query, String body) {
    return ask.send("POST", "/tasks/schedule" + query, body, "Content-Type", "application/json")
        .body();
  }
}
