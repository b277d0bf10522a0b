package io.icewatch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;

class WatcherStoreTest {
  private static final SandboxTable ORDERS =
      SandboxTable.named("orders_OFFLINE").writing(Writing.once(2));

  private interface Reading {
    void by(ZooKeeper client) throws Exception;
  }

  private static void read(Sandbox sandbox, Reading reading) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client = new ZooKeeper(sandbox.zooKeeper(), 10_000, event -> {
      if (event.getState() == KeeperState.SyncConnected) {
        connected.countDown();
      }
    });
    try {
      connected.await();
      reading.by(client);
    } finally {
      client.close();
    }
  }

  @Test
  void theStatusIsARecordAsPinotKeepsIt() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(ORDERS)))) {
      JsonNode status = Asking.of(sandbox).status("orders_OFFLINE");
      read(
          sandbox,
          client -> assertThat(new String(
                  client.getData("/ICEBERG_WATCHER_STATUS/orders_OFFLINE", false, null), UTF_8))
              .isEqualTo("""
                      {
                        "id" : "orders_OFFLINE",
                        "simpleFields" : {
                          "checkpointValue" : "%s",
                          "endTimeMs" : "%d",
                          "filesDiscovered" : "2",
                          "segmentsGenerated" : "2",
                          "startTimeMs" : "%d",
                          "status" : "COMPLETED"
                        },
                        "mapFields" : { },
                        "listFields" : { }
                      }""".formatted(
                      status.get("checkpointValue").textValue(),
                      status.get("endTimeMs").longValue(),
                      status.get("startTimeMs").longValue())));
    }
  }

  @Test
  void aFailureOverwritesTheLastRunAndNotTheCheckpoint() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(ORDERS)))) {
      Asking ask = Asking.of(sandbox);
      sandbox.behave("orders_OFFLINE", Behaviour.FAILING);
      sandbox.commit("orders_OFFLINE", 2);
      ask.trigger("&tableName=orders&type=OFFLINE");
      Asking.patiently().until(() -> ask.state("orders_OFFLINE").equals("FAILED"));
      read(sandbox, client -> {
        ZnRecord status =
            ZnRecord.of(client.getData("/ICEBERG_WATCHER_STATUS/orders_OFFLINE", false, null));
        assertThat(status.simpleFields())
            .containsEntry("status", "FAILED")
            .containsEntry("errorMessage", "Failed to upload segment: Connection timeout")
            .doesNotContainKey("checkpointValue");
        ZnRecord checkpoint =
            ZnRecord.of(client.getData("/ICEBERG_CHECKPOINT/orders_OFFLINE", false, null));
        assertThat(checkpoint.simpleFields())
            .containsEntry("checkpointType", "SNAPSHOT_ID")
            .containsEntry(
                "checkpointValue",
                sandbox
                    .truth("orders_OFFLINE")
                    .checkpointSnapshot()
                    .orElseThrow()
                    .toString());
      });
    }
  }

  @Test
  void theTreeMayStandUnderAClusterAndATableThatNeverRanHasNoNode() throws Exception {
    SandboxSettings settings = SandboxSettings.of(
            List.of(ORDERS, SandboxTable.named("returns_OFFLINE").neverIngested()))
        .inZooKeeperUnder("/PinotCluster/PROPERTYSTORE");
    try (Sandbox sandbox = Sandbox.start(settings)) {
      read(
          sandbox,
          client -> assertThat(
                  client.getChildren("/PinotCluster/PROPERTYSTORE/ICEBERG_WATCHER_STATUS", false))
              .containsExactly("orders_OFFLINE"));
      assertThat(Asking.of(sandbox).state("orders_OFFLINE")).isEqualTo("COMPLETED");
    }
  }

  @Test
  void whatZooKeeperHoldsIsWhatTheStatusEndpointSays() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(ORDERS)))) {
      read(
          sandbox,
          client -> client.setData(
              "/ICEBERG_WATCHER_STATUS/orders_OFFLINE",
              "{\"id\":\"orders_OFFLINE\",\"simpleFields\":{\"status\":\"RUNNING\"}}"
                  .getBytes(UTF_8),
              -1));

      JsonNode status = Asking.of(sandbox).status("orders_OFFLINE");

      assertThat(status.get("status").textValue()).isEqualTo("RUNNING");
      assertThat(status.get("startTimeMs").longValue()).isZero();
    }
  }
}
