package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final String ORDERS = "orders_OFFLINE";

  private interface Reading {
    void of(Table table) throws Exception;
  }

  /** Reads the sandbox's catalog as somebody else would: by its properties alone. */
  private static void read(Map<String, String> properties, Reading reading) throws Exception {
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize("sandbox", properties);
      reading.of(catalog.loadTable(TableIdentifier.of("sandbox", "orders")));
    }
  }

  @Test
  void theTruthIsWhatIcebergReadsBack() throws Exception {
    SandboxTable orders = SandboxTable.named(ORDERS).writing(Writing.once(3));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)))) {
      sandbox.commit(ORDERS, 2);
      sandbox.commit(ORDERS, 4);

      Truth truth = sandbox.truth(ORDERS);

      assertThat(truth.pendingFiles()).isEqualTo(6);
      assertThat(truth.pendingSnapshots()).isEqualTo(2);
      read(sandbox.catalogProperties(), table -> {
        List<Snapshot> line = new ArrayList<>();
        SnapshotUtil.currentAncestors(table).forEach(line::add);
        assertThat(line).hasSize(3);
        assertThat(truth.currentSnapshot()).contains(line.get(0).snapshotId());
        assertThat(truth.checkpointSnapshot()).contains(line.get(2).snapshotId());
        assertThat(truth.behindSince())
            .contains(Instant.ofEpochMilli(line.get(1).timestampMillis()));
        assertThat(truth.lastCommit())
            .contains(Instant.ofEpochMilli(line.get(0).timestampMillis()));
        assertThat(truth.currentFiles()).isEqualTo(live(table, line.get(0)));
        assertThat(truth.checkpointFiles()).isEqualTo(live(table, line.get(2)));
      });
    }
  }

  @Test
  void dataFilesAreRealAndHoldRecords() throws Exception {
    SandboxTable orders = SandboxTable.named(ORDERS).writing(Writing.once(2));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)))) {
      read(sandbox.catalogProperties(), table -> {
        List<Record> records = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
          for (FileScanTask task : tasks) {
            try (CloseableIterable<Record> file = Avro.read(
                    table.io().newInputFile(task.file().location()))
                .project(table.schema())
                .createResolvingReader(PlannedDataReader::create)
                .build()) {
              file.forEach(records::add);
            }
          }
        }
        assertThat(records).hasSize(2 * SourceTable.RECORDS_PER_FILE);
        assertThat(records).extracting(r -> r.getField("id")).doesNotHaveDuplicates();
      });
    }
  }

  @Test
  void nothingIngestedMeansBehindSinceTheFirstCommit() {
    SandboxTable orders = SandboxTable.named(ORDERS).neverIngested();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)))) {
      Instant first = sandbox.truth(ORDERS).lastCommit().orElseThrow();
      sandbox.commit(ORDERS, 1);

      Truth truth = sandbox.truth(ORDERS);

      assertThat(truth.behindSince()).contains(first);
      assertThat(truth.pendingFiles()).isEqualTo(2);
      assertThat(truth.checkpointSnapshot()).isEmpty();
      assertThat(truth.lastSuccess()).isEmpty();
    }
  }

  @Test
  void theWriterCommitsUntilItIsPaused() {
    SandboxTable orders =
        SandboxTable.named(ORDERS).writing(Writing.once(1).then(Duration.ofMillis(20), 2));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)))) {
      Asking.patiently().until(() -> sandbox.truth(ORDERS).pendingSnapshots() >= 3);
      assertThat(sandbox.truth(ORDERS).currentFiles() % 2).isEqualTo(1);

      Asking ask = Asking.of(sandbox);
      assertThat(ask.post("/sandbox/tables/orders_OFFLINE/pause").statusCode()).isEqualTo(200);
      Asking.patiently()
          .during(Duration.ofMillis(100))
          .until(new Steady(() -> sandbox.truth(ORDERS).currentFiles())::holds);
      long paused = sandbox.truth(ORDERS).currentFiles();
      ask.post("/sandbox/tables/orders_OFFLINE/resume");
      Asking.patiently().until(() -> sandbox.truth(ORDERS).currentFiles() > paused);
    }
  }

  @Test
  void theCatalogAndTheEndpointAgree() {
    SandboxTable orders = SandboxTable.named(ORDERS).writing(Writing.once(3));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(List.of(orders)))) {
      Asking ask = Asking.of(sandbox);
      ask.post("/sandbox/tables/orders_OFFLINE/commit?files=5");

      JsonNode truth = ask.json("/sandbox/truth/orders_OFFLINE");

      assertThat(ask.json("/tables/orders_OFFLINE/iceberg/files").get("fileCount"))
          .isEqualTo(truth.get("currentFiles"));
      assertThat(truth.get("currentFiles").intValue()).isEqualTo(8);
      assertThat(ask.json("/tables/orders_OFFLINE/iceberg/files?snapshotId="
                  + truth.get("checkpointSnapshotId").textValue())
              .get("fileCount")
              .intValue())
          .isEqualTo(truth.get("checkpointFiles").intValue())
          .isEqualTo(3);
    }
  }

  private static long live(Table table, Snapshot snapshot) throws Exception {
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      long count = 0;
      for (FileScanTask task : tasks) {
        count += task.file().location().endsWith(".avro") ? 1 : 0;
      }
      return count;
    }
  }
}
