package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTableTest {
  @TempDir
  private Path dir;

  @Test
  void newFilesAreThoseAfterOneCommitUpToAnother() {
    try (Lake lake = Lake.open(dir)) {
      SourceTable orders = lake.create("orders");
      Commit first = orders.commit(2);
      Commit second = orders.commit(1);
      Commit third = orders.commit(3);

      assertThat(orders.newFiles(Optional.empty(), first)).hasSize(2);
      assertThat(orders.newFiles(Optional.of(first), second)).hasSize(1);
      assertThat(orders.newFiles(Optional.of(first), third)).hasSize(4);
      assertThat(orders.newFiles(Optional.of(third), third)).isEmpty();
      assertThat(orders.files(OptionalLong.empty())).isEqualTo(6);
      assertThat(orders.files(OptionalLong.of(second.snapshotId()))).isEqualTo(3);
    }
  }

  @Test
  void changesAtTheSameTimeAreBookedInTheirOrder() {
    try (Lake lake = Lake.open(dir)) {
      SourceTable orders = lake.create("orders");
      WatchedTable watched = new WatchedTable(SandboxTable.named("orders_OFFLINE"), orders);
      List<CompletableFuture<Void>> all = IntStream.range(0, 4)
          .mapToObj(i -> CompletableFuture.runAsync(() -> watched.commit(1)))
          .toList();

      all.forEach(CompletableFuture::join);

      Commit head = watched.head().orElseThrow();
      assertThat(head.sequence()).isEqualTo(4);
      assertThat(head.totalFiles()).isEqualTo(4);
      assertThat(watched.truth().pendingSnapshots()).isEqualTo(4);
    }
  }

  @Test
  void aCompactionLeavesOneFileAndTheAppendedOnesReadable() {
    try (Lake lake = Lake.open(dir)) {
      SourceTable orders = lake.create("orders");
      Commit first = orders.commit(3);
      Commit second = orders.commit(2);

      Commit compacted = orders.compact().orElseThrow();

      assertThat(compacted.totalFiles()).isEqualTo(1);
      assertThat(compacted.data()).isFalse();
      assertThat(compacted.parent()).contains(second.snapshotId());
      assertThat(orders.files(OptionalLong.of(first.snapshotId()))).isEqualTo(3);
      assertThat(orders.newFiles(Optional.of(first), compacted))
          .hasSize(2)
          .allSatisfy(
              file -> assertThat(orders.read(file)).isEqualTo(SourceTable.RECORDS_PER_FILE));
      assertThat(orders.compact()).isEmpty();
    }
  }

  @Test
  void aTableIsCompactedAfterItsFirstSnapshotsExpiredToo() {
    try (Lake lake = Lake.open(dir)) {
      SourceTable orders = lake.create("orders");
      orders.commit(2);
      orders.commit(1);
      orders.forgetAllButCurrent();

      assertThat(orders.compact().orElseThrow().totalFiles()).isEqualTo(1);
    }
  }

  @Test
  void aLongLineForgetsSnapshotsBeforeTheCheckpointOnly() {
    try (Lake lake = Lake.open(dir)) {
      SourceTable orders = lake.create("orders");
      Commit first = orders.commit(1);
      for (int i = 0; i < 30; i++) {
        orders.commit(1);
      }
      Commit checkpoint = orders.commit(1);
      Commit last = checkpoint;
      for (int i = 0; i < 24; i++) {
        last = orders.commit(1);
      }

      orders.forgetBefore(checkpoint);

      assertThatThrownBy(() -> orders.files(OptionalLong.of(first.snapshotId())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Long.toString(first.snapshotId()));
      assertThat(orders.files(OptionalLong.of(checkpoint.snapshotId()))).isEqualTo(32);
      assertThat(orders.files(OptionalLong.empty())).isEqualTo(56);
      assertThat(orders.newFiles(Optional.of(checkpoint), last))
          .hasSize(24)
          .allSatisfy(
              file -> assertThat(orders.read(file)).isEqualTo(SourceTable.RECORDS_PER_FILE));
    }
  }

  @Test
  void nothingOutsideTheWarehouseIsDeleted() throws Exception {
    Path outside = Files.createFile(dir.resolve("outside"));
    Path warehouse = Files.createDirectory(dir.resolve("warehouse"));
    Path inside = Files.createFile(warehouse.resolve("inside"));
    try (LocalFileIO io = new LocalFileIO()) {
      io.initialize(Map.of("warehouse", warehouse.toString()));
      io.deleteFile(inside.toString());
      for (Path path : List.of(outside, warehouse.resolve("../outside"))) {
        assertThatThrownBy(() -> io.deleteFile(path.toString()))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactlyInAnyOrder(outside, warehouse);
    }
    assertThat(inside).doesNotExist();
  }
}
