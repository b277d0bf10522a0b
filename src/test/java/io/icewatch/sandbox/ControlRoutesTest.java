package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRoutesTest {
  private static final String READER = Access.bearer("st-reader-secret");
  private static final String TRIGGER = Access.basic("admin", "secret");

  private Sandbox sandbox;
  private Asking ask;
  private Asking control;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(
            SandboxTable.named("orders_OFFLINE"),
            SandboxTable.named("clicks_OFFLINE").neverIngested()))
        .under("/api/pinot")
        .guardedBy(new Access(READER, TRIGGER)));
    ask = Asking.of(sandbox);
    control = new Asking(URI.create("http://127.0.0.1:" + sandbox.url().getPort()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void requestsAreKeptWithTheSchemeOfTheirCredentialsAlone() {
    ask.get("/tables?type=offline", "Authorization", READER);
    ask.send(
        "POST",
        "/periodictask/run?taskname=IcebergIngestionTask&tableName=orders&type=OFFLINE",
        "{}",
        "Authorization",
        TRIGGER,
        "Content-Type",
        "application/json");
    control.get("/elsewhere");

    JsonNode requests = control.json("/sandbox/requests");

    assertThat(requests).hasSize(3);
    assertThat(requests.get(0).get("method").textValue()).isEqualTo("GET");
    assertThat(requests.get(0).get("path").textValue()).isEqualTo("/api/pinot/tables");
    assertThat(requests.get(0).get("query").textValue()).isEqualTo("type=offline");
    assertThat(requests.get(0).get("authorization").textValue()).isEqualTo("Bearer");
    assertThat(requests.get(1).get("authorization").textValue()).isEqualTo("Basic");
    assertThat(requests.get(1).get("body").textValue()).isEqualTo("{}");
    assertThat(requests.get(2).get("authorization").textValue()).isEmpty();
    assertThat(requests.toString()).doesNotContain("secret");
    assertThat(sandbox.requests()).hasSize(3);
  }

  @Test
  void theLogForgetsTheOldest() {
    RequestLog log = new RequestLog();
    RecordedRequest first = sandboxRequest("/0");
    log.add(first);
    for (int i = 1; i <= 10_000; i++) {
      log.add(sandboxRequest("/" + i));
    }
    assertThat(log.all()).hasSize(10_000).doesNotContain(first);
    assertThat(log.all().get(9_999).path()).isEqualTo("/10000");
  }

  @Test
  void theTruthIsToldWithIdsAsStringsAndNullForWhatIsNot() {
    JsonNode truth = control.json("/sandbox/truth");

    assertThat(truth).hasSize(2);
    JsonNode orders = truth.get(0);
    assertThat(orders.get("table").textValue()).isEqualTo("orders_OFFLINE");
    assertThat(orders.get("currentSnapshotId").textValue())
        .isEqualTo(
            sandbox.truth("orders_OFFLINE").currentSnapshot().orElseThrow().toString());
    assertThat(orders.get("behindSinceMs").isNull()).isTrue();
    assertThat(orders.get("lastSuccessEndMs").isLong()).isTrue();
    assertThat(truth.get(1).get("checkpointSnapshotId").isNull()).isTrue();
    assertThat(truth.get(1).get("behindSinceMs").isLong()).isTrue();
    assertThat(truth.get(1).get("pendingFiles").intValue()).isEqualTo(1);
  }

  @Test
  void aBehaviourIsSetByItsWord() {
    control.post("/sandbox/tables/orders_OFFLINE/behaviour?mode=broken-catalog");

    assertThat(ask.get("/tables/orders_OFFLINE/iceberg/files", "Authorization", READER)
            .statusCode())
        .isEqualTo(500);
    control.post("/sandbox/tables/orders_OFFLINE/behaviour?mode=healthy");
    assertThat(ask.get("/tables/orders_OFFLINE/iceberg/files", "Authorization", READER)
            .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/tables/orders_OFFLINE/behaviour?mode=bad | mode: 'bad' (expected: one of healthy, slow,"
            + " failing, stuck, skipping, broken-catalog)",
        "/tables/orders_OFFLINE/commit?files=0 | files: '0' (expected: 1 to 1000)",
        "/tables/orders_OFFLINE/commit?files=x | files: 'x' (expected: 1 to 1000)",
        "/tables/nosuch/pause | table: 'nosuch' (expected: one of [orders_OFFLINE,"
            + " clicks_OFFLINE])",
      })
  void aMistakeIsSaidWithWhatWasExpected(String path, String message) {
    var response = control.post("/sandbox" + path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Asking.json(response).get("error").textValue()).isEqualTo(message);
  }

  @Test
  void aReaderMayNotTriggerByPostButMayByGet() {
    String run = "/periodictask/run?taskname=IcebergIngestionTask&tableName=clicks&type=OFFLINE";
    var refused = ask.post(run, "Authorization", READER);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo(
            "{\"code\":403,\"error\":\"Permission is denied for UPDATE '/periodictask/run' for"
                + " table 'clicks'\"}");
    assertThat(sandbox.truth("clicks_OFFLINE").runsStarted()).isZero();

    assertThat(ask.get(run, "Authorization", READER).statusCode()).isEqualTo(200);
    Asking.patiently()
        .until(() -> sandbox.truth("clicks_OFFLINE").checkpointSnapshot().isPresent());
  }

  @Test
  void tableCallsWithoutCredentialsAreForbiddenAndClusterCallsUnauthorized() {
    var table = ask.get("/tables/orders_OFFLINE/iceberg/status");
    assertThat(table.statusCode()).isEqualTo(403);
    assertThat(table.body())
        .contains("READ '/tables/orders_OFFLINE/iceberg/status' for table 'orders_OFFLINE'");
    assertThat(table.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(ask.get("/periodictask/names").statusCode()).isEqualTo(401);
    assertThat(ask.get("/health").statusCode()).isEqualTo(200);
    assertThat(ask.get("/tables/nosuch/iceberg/nosuch").statusCode()).isEqualTo(404);
    assertThat(control.get("/tables", "Authorization", READER).headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
  }

  private static RecordedRequest sandboxRequest(String path) {
    return new RecordedRequest("GET", path, "", java.time.Instant.EPOCH, "", "");
  }
}
