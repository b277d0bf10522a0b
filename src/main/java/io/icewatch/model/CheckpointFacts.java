package io.icewatch.model;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What was read of a checkpoint's snapshot while the catalog still had it: worth keeping, because
 * it bounds what is missed once the snapshot is expired.
 *
 * @param snapshotId the checkpoint, or for a timestamp the last snapshot not after it
 * @param tableUuid the identity of the table, which outlives renames and not a drop
 * @param sequenceNumber its place in the order of commits; 0 in format version 1
 * @param committedAt by the clock of whoever wrote it
 * @param dataFiles live data files of the snapshot, where known
 */
public record CheckpointFacts(
    long snapshotId,
    UUID tableUuid,
    long sequenceNumber,
    Instant committedAt,
    OptionalLong dataFiles) {
  public CheckpointFacts {
    Checks.notNegative("sequenceNumber", sequenceNumber);
  }
}
