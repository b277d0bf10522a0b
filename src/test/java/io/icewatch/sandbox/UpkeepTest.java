package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final String ORDERS = "orders_OFFLINE";
  private static final SandboxTable TABLE = SandboxTable.named(ORDERS);

  private Sandbox sandbox;
  private Asking ask;

  private void start(SandboxTable table) {
    sandbox = Sandbox.start(SandboxSettings.of(List.of(table)));
    ask = Asking.of(sandbox);
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void aRunAfterACompactionFindsTheAppendedFilesAlone() {
    start(TABLE.writing(Writing.once(2)));
    sandbox.commit(ORDERS, 3);
    assertThat(control("compact")).isEqualTo(200);
    assertThat(files("")).isEqualTo(1);

    run("COMPLETED");

    assertThat(ask.status(ORDERS).get("filesDiscovered").intValue()).isEqualTo(3);
    assertThat(sandbox.truth(ORDERS).position()).isEqualTo("current");
    assertThat(control("compact")).isEqualTo(400);
  }

  @Test
  void aTableCompactedWhileItIsIngestedAndForgetsItsHistoryStaysHealthy() {
    start(TABLE
        .writing(Writing.once(2).then(Duration.ofMillis(15), 1))
        .scheduled("* * * * * ?")
        .upkeep(Upkeep.Deed.COMPACT, Duration.ofMillis(100)));
    String early = "/tables/orders_OFFLINE/iceberg/files?snapshotId=" + checkpoint();
    Asking.patiently().until(() -> {
      assertThat(ask.state(ORDERS)).isNotEqualTo("FAILED");
      return ask.get(early).statusCode() == 500;
    });

    ask.post("/sandbox/tables/orders_OFFLINE/pause");

    Asking.patiently().until(() -> sandbox.truth(ORDERS).position().equals("current"));
    assertThat(ask.state(ORDERS)).isNotEqualTo("FAILED");
    assertThat(sandbox.truth(ORDERS).pendingSnapshots()).isZero();
  }

  @Test
  void theCheckpointOfARolledBackTableCanBeCountedAndNotRunFrom() {
    start(TABLE);
    sandbox.commit(ORDERS, 2);
    run("COMPLETED");
    String checkpoint = checkpoint();

    assertThat(control("rollback")).isEqualTo(200);

    assertThat(checkpoint()).isEqualTo(checkpoint);
    assertThat(files("?snapshotId=" + checkpoint)).isEqualTo(3);
    assertThat(files("")).isEqualTo(1);
    run("FAILED");
    assertThat(ask.status(ORDERS).get("errorMessage").textValue()).contains(checkpoint);
    assertThat(control("rollback")).isEqualTo(400);
  }

  @Test
  void theCheckpointOfARecreatedTableIsACatalogError() {
    start(TABLE);
    String checkpoint = checkpoint();

    assertThat(control("recreate")).isEqualTo(200);

    assertThat(files("")).isZero();
    assertThat(checkpoint()).isEqualTo(checkpoint);
    sandbox.commit(ORDERS, 2);
    assertThat(files("")).isEqualTo(2);
    assertThat(ask.get("/tables/orders_OFFLINE/iceberg/files?snapshotId=" + checkpoint)
            .statusCode())
        .isEqualTo(500);
    run("FAILED");
    assertThat(ask.json("/sandbox/truth/orders_OFFLINE").get("position").textValue())
        .isEqualTo("table_replaced");
  }

  @Test
  void anExpiryWaitsUntilTheCheckpointIsLostByIt() {
    start(TABLE.upkeep(Upkeep.Deed.EXPIRE, Duration.ofMillis(1)));
    sandbox.commit(ORDERS, 1);
    assertThat(sandbox.truth(ORDERS).position()).isEqualTo("behind");

    sandbox.commit(ORDERS, 1);

    Asking.patiently().until(() -> sandbox.truth(ORDERS).position().equals("gap"));
  }

  @Test
  void aTimeOfNothingIsRefused() {
    assertThatThrownBy(() -> TABLE.upkeep(Upkeep.Deed.COMPACT, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("after: PT0S (expected: at least PT0.001S)");
  }

  private void run(String end) {
    long before = sandbox.truth(ORDERS).runsStarted();
    ask.trigger("&tableName=orders&type=OFFLINE");
    Asking.patiently()
        .until(() ->
            sandbox.truth(ORDERS).runsStarted() > before && ask.state(ORDERS).equals(end));
  }

  private int control(String verb) {
    return ask.post("/sandbox/tables/orders_OFFLINE/" + verb).statusCode();
  }

  private String checkpoint() {
    return ask.checkpoint(ORDERS).get("checkpointValue").textValue();
  }

  private int files(String query) {
    return ask.json("/tables/orders_OFFLINE/iceberg/files" + query)
        .get("fileCount")
        .intValue();
  }
}
