package io.icewatch.sandbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * One snapshot of a table's source.
 *
 * @param table the identity of the table, which a table created again under the name does not share
 * @param snapshotId Iceberg's random id
 * @param parent the snapshot that it follows; empty for a table's first
 * @param sequence Iceberg's sequence number: a later commit has a greater one
 * @param at commit time, by the writer's clock
 * @param totalFiles live data files as of this snapshot
 * @param newFiles data files with new rows in it; 0 for a compaction
 */
record Commit(
    UUID table,
    long snapshotId,
    Optional<Long> parent,
    long sequence,
    Instant at,
    long totalFiles,
    long newFiles) {
  static Commit of(UUID table, Snapshot snapshot, long newFiles) {
    return new Commit(
        table,
        snapshot.snapshotId(),
        Optional.ofNullable(snapshot.parentId()),
        snapshot.sequenceNumber(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        totalFiles(snapshot),
        newFiles);
  }

  static long totalFiles(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().get(SnapshotSummary.TOTAL_DATA_FILES_PROP));
  }

  /** Whether rows came with it. */
  boolean data() {
    return newFiles > 0;
  }
}
