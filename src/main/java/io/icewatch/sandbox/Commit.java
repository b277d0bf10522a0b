package io.icewatch.sandbox;

import java.time.Instant;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * One snapshot of a table's source.
 *
 * @param snapshotId Iceberg's random id
 * @param sequence Iceberg's sequence number: a later commit has a greater one
 * @param at commit time, by the writer's clock
 * @param totalFiles live data files as of this snapshot
 */
record Commit(long snapshotId, long sequence, Instant at, long totalFiles) {
  static Commit of(Snapshot snapshot) {
    return new Commit(
        snapshot.snapshotId(),
        snapshot.sequenceNumber(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        Long.parseLong(snapshot.summary().get(SnapshotSummary.TOTAL_DATA_FILES_PROP)));
  }
}
