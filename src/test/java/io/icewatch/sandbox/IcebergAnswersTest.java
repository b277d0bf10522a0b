package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcebergAnswersTest {
  private static final String ORDERS = "/tables/orders_OFFLINE/iceberg";
  private static Sandbox sandbox;
  private static Asking ask;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(
        SandboxTable.named("orders_OFFLINE").writing(Writing.once(3)),
        SandboxTable.named("clicks_OFFLINE").checkpointing(CheckpointType.TIMESTAMP),
        SandboxTable.named("returns_OFFLINE").neverIngested(),
        SandboxTable.named("empty_OFFLINE").writing(Writing.once(0)).neverIngested(),
        SandboxTable.named("raw_OFFLINE").from(Source.S3_CATALOG),
        SandboxTable.named("broken_OFFLINE").behaving(Behaviour.BROKEN_CATALOG))));
    ask = Asking.of(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aCompletedStatusHasEveryFieldInOrderAndType() {
    JsonNode status = ask.status("orders_OFFLINE");

    assertThat(status.fieldNames())
        .toIterable()
        .containsExactly(
            "tableNameWithType",
            "status",
            "startTimeMs",
            "endTimeMs",
            "filesDiscovered",
            "segmentsGenerated",
            "errorMessage",
            "checkpointValue");
    assertThat(status.get("tableNameWithType").textValue()).isEqualTo("orders_OFFLINE");
    assertThat(status.get("status").textValue()).isEqualTo("COMPLETED");
    assertThat(status.get("startTimeMs").isLong()).isTrue();
    assertThat(status.get("endTimeMs").longValue())
        .isGreaterThanOrEqualTo(status.get("startTimeMs").longValue());
    assertThat(status.get("filesDiscovered").intValue()).isEqualTo(3);
    assertThat(status.get("segmentsGenerated").intValue()).isEqualTo(3);
    assertThat(status.get("errorMessage").isNull()).isTrue();
    assertThat(status.get("checkpointValue").textValue())
        .isEqualTo(
            sandbox.truth("orders_OFFLINE").checkpointSnapshot().orElseThrow().toString());
  }

  @Test
  void aTableThatNeverRanIsIdle() {
    assertThat(ask.get("/tables/returns_OFFLINE/iceberg/status").body())
        .isEqualTo(
            "{\"tableNameWithType\":\"returns_OFFLINE\",\"status\":\"IDLE\",\"startTimeMs\":0,"
                + "\"endTimeMs\":0,\"filesDiscovered\":0,\"segmentsGenerated\":0,"
                + "\"errorMessage\":null,\"checkpointValue\":null}");
    assertThat(ask.get("/tables/returns_OFFLINE/iceberg/checkpoint").body())
        .isEqualTo("{\"tableNameWithType\":\"returns_OFFLINE\",\"checkpointType\":null,"
            + "\"checkpointValue\":null}");
  }

  @Test
  void aCheckpointIsASnapshotIdOrATimeAsTheTableIsSet() {
    Truth orders = sandbox.truth("orders_OFFLINE");
    assertThat(ask.get(ORDERS + "/checkpoint").body())
        .isEqualTo("{\"tableNameWithType\":\"orders_OFFLINE\",\"checkpointType\":\"SNAPSHOT_ID\","
            + "\"checkpointValue\":\"%d\"}"
                .formatted(orders.checkpointSnapshot().orElseThrow()));

    JsonNode clicks = ask.checkpoint("clicks_OFFLINE");
    assertThat(clicks.get("checkpointType").textValue()).isEqualTo("TIMESTAMP");
    assertThat(clicks.get("checkpointValue").textValue())
        .isEqualTo(Long.toString(
            sandbox.truth("clicks_OFFLINE").lastCommit().orElseThrow().toEpochMilli()));
    assertThat(ask.status("clicks_OFFLINE").get("checkpointValue"))
        .isEqualTo(clicks.get("checkpointValue"));
  }

  @Test
  void filesOfTheCurrentSnapshotNameNone() {
    assertThat(ask.get(ORDERS + "/files").body())
        .isEqualTo(
            "{\"tableNameWithType\":\"orders_OFFLINE\",\"snapshotId\":null,\"fileCount\":3}");
    assertThat(ask.json("/tables/empty_OFFLINE/iceberg/files").get("fileCount").intValue())
        .isZero();
  }

  @Test
  void filesOfOneSnapshotRepeatItsIdAsANumber() {
    long snapshot = sandbox.truth("orders_OFFLINE").currentSnapshot().orElseThrow();

    assertThat(ask.get(ORDERS + "/files?snapshotId=" + snapshot).body())
        .isEqualTo("{\"tableNameWithType\":\"orders_OFFLINE\",\"snapshotId\":%d,\"fileCount\":3}"
            .formatted(snapshot));
  }

  @Test
  void anUnknownSnapshotIsACatalogErrorThatNamesIt() {
    HttpResponse<String> response = ask.get(ORDERS + "/files?snapshotId=42");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .isEqualTo("{\"code\":500,\"error\":\"Cannot find snapshot 42 in table sandbox.orders\"}");
  }

  @Test
  void aSnapshotIdThatIsNoNumberIsNoRoute() {
    HttpResponse<String> response = ask.get(ORDERS + "/files?snapshotId=abc");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"code\":404,\"error\":\"HTTP 404 Not Found\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "checkpoint", "files"})
  void anUnknownTableIsNamed(String endpoint) {
    HttpResponse<String> response = ask.get("/tables/ice%20orders_OFFLINE/iceberg/" + endpoint);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("{\"code\":404,\"error\":\"Table 'ice orders_OFFLINE' not found.\"}");
  }

  @ParameterizedTest
  @CsvSource({"raw,status,200", "raw,checkpoint,400", "raw,files,400"})
  void aRawTableHasOnlyAStatus(String table, String endpoint, int expected) {
    HttpResponse<String> response = ask.get("/tables/" + table + "_OFFLINE/iceberg/" + endpoint);

    assertThat(response.statusCode()).isEqualTo(expected);
    assertThat(response.body()).contains("raw_OFFLINE");
  }

  @ParameterizedTest
  @CsvSource({"status,200", "checkpoint,500", "files,500"})
  void aBrokenCatalogIsAServerError(String endpoint, int expected) {
    HttpResponse<String> response = ask.get("/tables/broken_OFFLINE/iceberg/" + endpoint);

    assertThat(response.statusCode()).isEqualTo(expected);
    assertThat(Asking.json(response).path("code").asInt(200)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/health,application/json,406",
    "GET,/health,*/*,200",
    "GET,/tables,text/plain,406",
    "GET,/tables/,application/json;q=0.9,200",
    "GET,//tables,*/*,404",
    "GET,/tables//iceberg/status,*/*,404",
    "GET,/tables/orders_OFFLINE/iceberg/status/,*/*,200",
    "GET,/tables/orders_OFFLINE/iceberg/status,application/openmetrics-text,406",
    "POST,/tables/orders_OFFLINE/iceberg/status,*/*,405",
    "HEAD,/health,*/*,200",
  })
  void mediaTypesMethodsAndSlashesAreRefusedAsPinotDoes(
      String method, String path, String accept, int expected) {
    HttpResponse<String> response = ask.send(method, path, "", "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(expected);
    if (expected == 404) {
      assertThat(response.body()).isEqualTo("{\"code\":404,\"error\":\"HTTP 404 Not Found\"}");
    }
  }

  @Test
  void anEncodedSlashEndsInAnEmptyServerError() {
    HttpResponse<String> response = ask.get("/tables/ice%2Forders_OFFLINE/iceberg/status");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Connection")).contains("close");
  }

  @Test
  void everyAnswerCarriesPinotsHeadersAndTheTime() {
    HttpResponse<String> response = ask.get("/health");

    assertThat(response.body()).isEqualTo("OK");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(response.headers().firstValue("Pinot-Controller-Host")).contains("localhost");
    assertThat(response.headers().firstValue("Pinot-Controller-Version").orElseThrow())
        .startsWith("1.5.1-");
    Instant date = ZonedDateTime.parse(
            response.headers().firstValue("Date").orElseThrow(),
            DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
    Instant commit = sandbox.truth("orders_OFFLINE").lastCommit().orElseThrow();
    assertThat(date).isBetween(commit.minusSeconds(1), commit.plusSeconds(3_600));
  }

  @Test
  void belowApiWithoutAPrefixThereIsOnlyHtml() {
    HttpResponse<String> response = ask.get("/api/pinot/tables");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(response.headers().firstValue("Pinot-Controller-Host")).isEmpty();
    assertThat(response.body()).contains("Resource identified by path '/api/pinot/tables'");
  }
}
