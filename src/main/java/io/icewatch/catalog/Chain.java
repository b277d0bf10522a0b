package io.icewatch.catalog;

import io.icewatch.model.Counted;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The snapshots of one table as columns of numbers, immutable: 53 bytes for each, where Iceberg's
 * own objects take 2 KB.
 *
 * <p>A snapshot is named by its row, 0 to {@link #size}; the order of rows means nothing.
 */
final class Chain {
  private static final int EXACT_BYTES = 1;
  private static final int COMPLETE = 2;
  private static final int TRIED = 4;
  private static final int CHANGE_SHIFT = 3;
  private static final int OPERATION_SHIFT = 5;
  private static final int NO_PARENT = -1;

  private final UUID tableUuid;
  private final Retention retention;
  private final long[] ids;
  private final int[] parents;
  private final long[] lostParents;
  private final long[] times;
  private final long[] sequences;
  private final byte[] flags;
  private final int[] files;
  private final long[] records;
  private final long[] bytes;
  private final int[] liveFiles;

  Chain(ChainBuilder from) {
    this.tableUuid = from.tableUuid();
    this.retention = from.retention();
    this.ids = from.ids();
    this.parents = from.parents();
    this.lostParents = from.lostParents();
    this.times = from.times();
    this.sequences = from.sequences();
    int size = ids.length;
    this.flags = new byte[size];
    this.files = new int[size];
    this.records = new long[size];
    this.bytes = new long[size];
    this.liveFiles = new int[size];
    for (int row = 0; row < size; row++) {
      put(row, from.counts(row), false);
    }
  }

  private Chain(Chain from) {
    this.tableUuid = from.tableUuid;
    this.retention = from.retention;
    this.ids = from.ids;
    this.parents = from.parents;
    this.lostParents = from.lostParents;
    this.times = from.times;
    this.sequences = from.sequences;
    this.flags = from.flags.clone();
    this.files = from.files.clone();
    this.records = from.records.clone();
    this.bytes = from.bytes.clone();
    this.liveFiles = from.liveFiles.clone();
  }

  private void put(int row, Counts counts, boolean tried) {
    flags[row] = (byte) ((counts.bytesExact() ? EXACT_BYTES : 0)
        | (counts.complete() ? COMPLETE : 0)
        | (tried ? TRIED : 0)
        | counts.change().code() << CHANGE_SHIFT
        | counts.operation().code() << OPERATION_SHIFT);
    files[row] = small(counts.files());
    records[row] = counts.records();
    bytes[row] = counts.bytes();
    liveFiles[row] = small(counts.liveFiles());
  }

  /** A count beyond any real table's is not believed. */
  private static int small(long count) {
    return count > Integer.MAX_VALUE ? (int) Counts.UNKNOWN : (int) count;
  }

  /** The same snapshots after the manifest lists of some were read, or could not be. */
  Chain with(Map<Integer, Counts> read) {
    Chain next = new Chain(this);
    read.forEach((row, counts) -> next.put(row, counts, true));
    return next;
  }

  UUID tableUuid() {
    return tableUuid;
  }

  Retention retention() {
    return retention;
  }

  int size() {
    return ids.length;
  }

  /** The row of a snapshot; empty when the table does not hold it. */
  OptionalInt row(long id) {
    for (int row = 0; row < ids.length; row++) {
      if (ids[row] == id) {
        return OptionalInt.of(row);
      }
    }
    return OptionalInt.empty();
  }

  long id(int row) {
    return ids[row];
  }

  /** The row of the parent; empty for a root, and where the parent was expired. */
  OptionalInt parent(int row) {
    return parents[row] < 0 ? OptionalInt.empty() : OptionalInt.of(parents[row]);
  }

  /** The parent that the table no longer holds; empty for a root, and where the parent is held. */
  OptionalLong lostParent(int row) {
    return parents[row] < NO_PARENT
        ? OptionalLong.of(lostParents[-2 - parents[row]])
        : OptionalLong.empty();
  }

  /** The commit time in milliseconds since the epoch, by the writer's clock. */
  long time(int row) {
    return times[row];
  }

  /** The place in the order of commits; 0 in format version 1. */
  long sequence(int row) {
    return sequences[row];
  }

  Operation operation(int row) {
    return Operation.of(flags[row] >> OPERATION_SHIFT & 7);
  }

  Change change(int row) {
    return Change.of(flags[row] >> CHANGE_SHIFT & 3);
  }

  /** Whether the manifest list of the snapshot would tell more, and was not read yet. */
  boolean wantsManifestList(int row) {
    return (flags[row] & (COMPLETE | TRIED)) == 0;
  }

  /** Whether the manifest list could tell the live files, and was not read yet. */
  boolean wantsLiveFiles(int row) {
    return liveFiles[row] < 0 && (flags[row] & TRIED) == 0;
  }

  Counted files(int row) {
    return within(row, files[row], true);
  }

  Counted records(int row) {
    return within(row, records[row], true);
  }

  Counted bytes(int row) {
    return within(row, bytes[row], (flags[row] & EXACT_BYTES) != 0);
  }

  private Counted within(int row, long high, boolean exact) {
    if (high < 0) {
      return Counted.atLeast(0);
    }
    return exact && change(row) != Change.MAYBE ? Counted.exactly(high) : Counted.between(0, high);
  }

  /** Data files of the table after the commit, where known. */
  OptionalLong liveFiles(int row) {
    return liveFiles[row] < 0 ? OptionalLong.empty() : OptionalLong.of(liveFiles[row]);
  }

  /** Everything that was counted of a snapshot, to carry it into the next chain of the table. */
  Counts counts(int row) {
    return new Counts(
        operation(row),
        change(row),
        files[row],
        records[row],
        bytes[row],
        (flags[row] & EXACT_BYTES) != 0,
        liveFiles[row],
        (flags[row] & COMPLETE) != 0);
  }

  /** Whether a manifest list was read, with use, for what the summary does not say. */
  boolean readFromManifestList(int row) {
    return (flags[row] & TRIED) != 0 && (flags[row] & COMPLETE) != 0;
  }
}
