package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {
  private static final String ORDERS = "orders_OFFLINE";
  private static final SandboxTable TABLE = SandboxTable.named(ORDERS);

  private Sandbox sandbox;
  private Asking ask;

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void start(SandboxTable... tables) {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(tables)));
    ask = Asking.of(sandbox);
  }

  private void awaitState(String table, String state) {
    Asking.patiently().untilAsserted(() -> assertThat(ask.state(table)).isEqualTo(state));
  }

  @Test
  void aTriggerIngestsWhatIsNewAndMovesTheCheckpoint() {
    start(TABLE);
    sandbox.commit(ORDERS, 2);
    sandbox.commit(ORDERS, 3);
    Truth before = sandbox.truth(ORDERS);
    assertThat(before.pendingFiles()).isEqualTo(5);
    assertThat(before.behindSince()).isPresent();

    HttpResponse<String> response = ask.trigger("&tableName=orders&type=OFFLINE");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"IcebergIngestionTask triggered for table: orders_OFFLINE\"}");
    String current = before.currentSnapshot().orElseThrow().toString();
    Asking.patiently()
        .untilAsserted(() ->
            assertThat(ask.status(ORDERS).path("checkpointValue").asText()).isEqualTo(current));
    JsonNode status = ask.status(ORDERS);
    assertThat(status.get("status").textValue()).isEqualTo("COMPLETED");
    assertThat(status.get("filesDiscovered").intValue()).isEqualTo(5);
    assertThat(status.get("segmentsGenerated").intValue()).isEqualTo(5);
    assertThat(ask.checkpoint(ORDERS).get("checkpointValue").textValue()).isEqualTo(current);
    Truth after = sandbox.truth(ORDERS);
    assertThat(after.behindSince()).isEmpty();
    assertThat(after.pendingFiles()).isZero();
    assertThat(after.lastSuccess().orElseThrow().toEpochMilli())
        .isEqualTo(status.get("endTimeMs").longValue());
  }

  @Test
  void aRunWithNothingNewCompletesWhereItStood() {
    start(TABLE);
    long first = ask.status(ORDERS).get("startTimeMs").longValue();
    String position = ask.checkpoint(ORDERS).get("checkpointValue").textValue();

    ask.trigger("&tableName=orders_OFFLINE");

    Asking.patiently().until(() -> ask.status(ORDERS).get("startTimeMs").longValue() > first);
    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.status(ORDERS).get("filesDiscovered").intValue()).isZero();
    assertThat(ask.status(ORDERS).get("checkpointValue").textValue()).isEqualTo(position);
  }

  @Test
  void segmentsGrowWhileARunIsInFlight() {
    start(TABLE.taking(Duration.ofMillis(60)).writing(Writing.once(4)).neverIngested());

    ask.trigger("&tableName=orders&type=OFFLINE");

    Asking.patiently().pollInterval(Duration.ofMillis(5)).until(() -> {
      JsonNode status = ask.status(ORDERS);
      int segments = status.get("segmentsGenerated").intValue();
      return status.get("status").textValue().equals("RUNNING")
          && status.get("endTimeMs").longValue() == 0
          && status.get("filesDiscovered").intValue() == 4
          && status.get("checkpointValue").isNull()
          && segments > 0
          && segments < 4;
    });
    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.status(ORDERS).get("segmentsGenerated").intValue()).isEqualTo(4);
  }

  @Test
  void aFailingRunStopsMidwayAndLeavesTheCheckpoint() {
    start(TABLE.behaving(Behaviour.FAILING));
    String position = ask.checkpoint(ORDERS).get("checkpointValue").textValue();
    Truth before = sandbox.truth(ORDERS);
    sandbox.commit(ORDERS, 4);

    ask.trigger("&tableName=orders&type=OFFLINE");

    awaitState(ORDERS, "FAILED");
    JsonNode status = ask.status(ORDERS);
    assertThat(status.get("filesDiscovered").intValue()).isEqualTo(4);
    assertThat(status.get("segmentsGenerated").intValue()).isEqualTo(2);
    assertThat(status.get("errorMessage").textValue())
        .isEqualTo("Failed to upload segment: Connection timeout");
    assertThat(status.get("checkpointValue").isNull()).isTrue();
    assertThat(status.get("endTimeMs").longValue()).isPositive();
    assertThat(ask.checkpoint(ORDERS).get("checkpointValue").textValue()).isEqualTo(position);
    assertThat(sandbox.truth(ORDERS).lastSuccess()).isEqualTo(before.lastSuccess());
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(4);
  }

  @Test
  void aStuckRunStaysRunningUntilTheBehaviourChanges() {
    start(TABLE.behaving(Behaviour.STUCK));
    sandbox.commit(ORDERS, 4);
    ask.trigger("&tableName=orders&type=OFFLINE");
    Asking.patiently().until(() -> ask.status(ORDERS).get("segmentsGenerated").intValue() == 2);
    long start = ask.status(ORDERS).get("startTimeMs").longValue();

    // In flight already: accepted, and nothing starts.
    assertThat(ask.trigger("&tableName=orders&type=OFFLINE").statusCode()).isEqualTo(200);
    assertThat(ask.state(ORDERS)).isEqualTo("RUNNING");
    assertThat(sandbox.truth(ORDERS).runsStarted()).isEqualTo(2);

    sandbox.behave(ORDERS, Behaviour.HEALTHY);
    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.status(ORDERS).get("startTimeMs").longValue()).isEqualTo(start);
    assertThat(sandbox.truth(ORDERS).runsStarted()).isEqualTo(2);
  }

  @Test
  void aRunWhoseCheckpointWasExpiredFails() {
    start(TABLE);
    String lost = ask.checkpoint(ORDERS).get("checkpointValue").textValue();
    sandbox.commit(ORDERS, 1);
    sandbox.commit(ORDERS, 1);
    sandbox.commit(ORDERS, 1);

    ask.post("/sandbox/tables/orders_OFFLINE/expire");

    assertThat(
            ask.get("/tables/orders_OFFLINE/iceberg/files?snapshotId=" + lost).statusCode())
        .isEqualTo(500);
    assertThat(ask.checkpoint(ORDERS).get("checkpointValue").textValue()).isEqualTo(lost);
    assertThat(ask.json("/tables/orders_OFFLINE/iceberg/files").get("fileCount").intValue())
        .isEqualTo(4);
    assertThat(sandbox.truth(ORDERS).pendingFiles()).isEqualTo(3);
    ask.trigger("&tableName=orders&type=OFFLINE");
    awaitState(ORDERS, "FAILED");
    assertThat(ask.status(ORDERS).get("errorMessage").textValue()).contains(lost);
  }

  @Test
  void aSkippingRunCompletesWithASegmentMissing() {
    start(TABLE.neverIngested().writing(Writing.once(3)).behaving(Behaviour.SKIPPING));

    ask.trigger("&tableName=orders&type=OFFLINE");

    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.status(ORDERS).get("filesDiscovered").intValue()).isEqualTo(3);
    assertThat(ask.status(ORDERS).get("segmentsGenerated").intValue()).isEqualTo(2);
  }

  @Test
  void aRunOverABrokenCatalogFailsAtOnce() {
    start(TABLE.behaving(Behaviour.BROKEN_CATALOG));

    ask.trigger("&tableName=orders&type=OFFLINE");

    awaitState(ORDERS, "FAILED");
    assertThat(ask.status(ORDERS).get("filesDiscovered").intValue()).isZero();
    assertThat(ask.status(ORDERS).get("errorMessage").textValue())
        .isEqualTo("Failed to load the Iceberg table of orders_OFFLINE: catalog unavailable");
  }

  @Test
  void aRunOverAnEmptySourceCompletesWithoutAPosition() {
    start(TABLE.neverIngested().writing(Writing.once(0)));

    ask.trigger("&tableName=orders&type=OFFLINE");

    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.status(ORDERS).get("checkpointValue").isNull()).isTrue();
    assertThat(ask.checkpoint(ORDERS).get("checkpointType").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aTriggerWithoutATableRunsEveryTable(String method) {
    start(TABLE.neverIngested(), SandboxTable.named("clicks_OFFLINE").neverIngested());

    HttpResponse<String> response =
        ask.send(method, "/periodictask/run?taskname=IcebergIngestionTask", "");

    assertThat(response.statusCode()).isEqualTo(200);
    awaitState(ORDERS, "COMPLETED");
    awaitState("clicks_OFFLINE", "COMPLETED");
  }

  @Test
  void aGetWithATableTriggersToo() {
    start(TABLE.neverIngested(), SandboxTable.named("clicks_OFFLINE").neverIngested());

    ask.get("/periodictask/run?taskname=IcebergIngestionTask&tableName=orders&type=OFFLINE");

    awaitState(ORDERS, "COMPLETED");
    assertThat(ask.state("clicks_OFFLINE")).isEqualTo("IDLE");
  }

  @Test
  void triggersOfOtherTasksAndTablesRunNothing() {
    start(TABLE.neverIngested());
    assertThat(ask.trigger("&tableName=nosuch&type=OFFLINE").body())
        .isEqualTo("{\"code\":404,\"error\":\"Table 'nosuch_OFFLINE' not found.\"}");
    assertThat(ask.trigger("&tableName=orders&type=REALTIME").body())
        .isEqualTo("{\"code\":404,\"error\":\"Table 'orders_REALTIME' not found.\"}");
    assertThat(ask.trigger("&tableName=orders&type=BOGUS").statusCode()).isEqualTo(400);
    assertThat(ask.trigger("&tableName=").statusCode()).isEqualTo(404);
    assertThat(ask.post("/periodictask/run?taskname=Nope").statusCode()).isEqualTo(404);
    assertThat(ask.post("/periodictask/run?taskname=RetentionManager").statusCode())
        .isEqualTo(200);
    String run = "/periodictask/run?taskname=IcebergIngestionTask&tableName=orders";
    assertThat(ask.send("POST", run, "x", "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    HttpResponse<String> array =
        ask.send("POST", run, "[\"a\"]", "Content-Type", "application/json");
    assertThat(array.statusCode()).isEqualTo(400);
    assertThat(array.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(ask.send("POST", run, "{", "Content-Type", "application/json").statusCode())
        .isEqualTo(400);

    assertThat(sandbox.truth(ORDERS).runsStarted()).isZero();
  }

  @Test
  void aScheduleRunsByItself() {
    start(TABLE.neverIngested().scheduled("* * * * * ?"));

    awaitState(ORDERS, "COMPLETED");
    Asking.patiently().until(() -> sandbox.truth(ORDERS).runsStarted() >= 2);
  }

  @Test
  void aTriggerRightAfterTheEndWasSeenStartsARun() {
    start(TABLE);
    for (int run = 0; run < 10; run++) {
      sandbox.commit(ORDERS, 1);
      String current = sandbox.truth(ORDERS).currentSnapshot().orElseThrow().toString();
      ask.trigger("&tableName=orders&type=OFFLINE");
      Asking.patiently()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> ask.status(ORDERS).get("checkpointValue").asText().equals(current));
    }
  }
}
