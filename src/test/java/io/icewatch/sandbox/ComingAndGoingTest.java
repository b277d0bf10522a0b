package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that come and go, a hundred of them, some in a logical database. */
class ComingAndGoingTest {
  private static final String LIST = "/tables?type=offline&taskType=IcebergIngestionTask";

  private static Sandbox sandbox;
  private static Asking ask;

  @BeforeAll
  static void start() {
    List<SandboxTable> empty = Stream.concat(
            IntStream.range(0, 100).mapToObj("t%02d_OFFLINE"::formatted),
            Stream.of("sales.orders_OFFLINE", "hr.people_OFFLINE"))
        .map(name -> SandboxTable.named(name).writing(Writing.once(0)).neverIngested())
        .toList();
    sandbox = Sandbox.start(SandboxSettings.of(empty));
    ask = Asking.of(sandbox);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> listed(String... headers) {
    return Stream.of(
            ask.get(LIST, headers).body().replaceAll("[^A-Za-z0-9_.,-]", "").split(","))
        .map(name -> name.replaceFirst("^tables", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  @Test
  void aHundredTablesAreListedByTheDefaultDatabase() {
    assertThat(listed())
        .hasSize(100)
        .startsWith("t00_OFFLINE")
        .doesNotContain("sales.orders_OFFLINE");
    assertThat(listed("database", "default")).hasSize(100);
  }

  @Test
  void anotherDatabaseListsItsOwnTablesWithItsName() {
    assertThat(listed("database", "sales")).containsExactly("sales.orders_OFFLINE");
    assertThat(listed("database", "nosuch")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sales, orders_OFFLINE, 200",
    "sales, sales.orders_OFFLINE, 200",
    "sales, hr.people_OFFLINE, 400",
    "default, orders_OFFLINE, 404",
    "'', sales.orders_OFFLINE, 200",
    "sales, a.b.c_OFFLINE, 400"
  })
  void aTableIsFoundInItsDatabase(String database, String table, int status) {
    String path = "/tables/" + table + "/iceberg/status";
    HttpResponse<String> answer =
        database.isEmpty() ? ask.get(path) : ask.get(path, "database", database);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.body()).contains("\"tableNameWithType\":\"sales.orders_OFFLINE\"");
    }
  }

  @Test
  void aTriggerIsOfTheTableInTheCallsDatabase() {
    String path = "/periodictask/run?taskname=IcebergIngestionTask&type=OFFLINE&tableName=";
    assertThat(ask.send("POST", path + "orders", "", "database", "sales").body())
        .contains("triggered for table: sales.orders_OFFLINE");
    assertThat(ask.send("POST", path + "hr.people", "", "database", "sales").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aTableIsCreatedAndDroppedAndMadeAnew() {
    String status = "/tables/fresh_OFFLINE/iceberg/status";
    assertThat(ask.get(status).statusCode()).isEqualTo(404);

    ask.send("POST", "/sandbox/tables/fresh_OFFLINE/create", "");
    assertThat(listed()).contains("fresh_OFFLINE");
    JsonNode first = ask.json(status);
    assertThat(first.get("status").textValue()).isEqualTo("COMPLETED");
    assertThat(ask.send("POST", "/sandbox/tables/fresh_OFFLINE/create", "").statusCode())
        .isEqualTo(400);

    ask.send("POST", "/sandbox/tables/fresh_OFFLINE/drop", "");
    assertThat(listed()).doesNotContain("fresh_OFFLINE");
    assertThat(ask.get(status).statusCode()).isEqualTo(404);

    sandbox.create(SandboxTable.named("fresh_OFFLINE").writing(Writing.once(0)).neverIngested());
    assertThat(ask.json(status).get("status").textValue()).isEqualTo("IDLE");
    assertThat(ask.json("/tables/fresh_OFFLINE/iceberg/checkpoint")
            .get("checkpointValue")
            .isNull())
        .isTrue();
    sandbox.drop("fresh_OFFLINE");
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.drop("fresh_OFFLINE"));
  }
}
