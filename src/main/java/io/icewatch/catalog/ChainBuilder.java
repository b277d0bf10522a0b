package io.icewatch.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the snapshots of a table, in any order, into a {@link Chain}. */
final class ChainBuilder {
  private final UUID tableUuid;
  private final Retention retention;
  private final long[] ids;
  private final @Nullable Long[] parentIds;
  private final long[] times;
  private final long[] sequences;
  private final List<Counts> counts = new ArrayList<>();
  private long[] lostParents = new long[0];

  ChainBuilder(UUID tableUuid, Retention retention, int size) {
    this.tableUuid = tableUuid;
    this.retention = retention;
    this.ids = new long[size];
    this.parentIds = new @Nullable Long[size];
    this.times = new long[size];
    this.sequences = new long[size];
  }

  /** Adds one snapshot; as many as were announced must come. */
  ChainBuilder add(long id, @Nullable Long parent, long time, long sequence, Counts counted) {
    int row = counts.size();
    ids[row] = id;
    parentIds[row] = parent;
    times[row] = time;
    sequences[row] = sequence;
    counts.add(counted);
    return this;
  }

  Chain build() {
    if (counts.size() != ids.length) {
      throw new IllegalStateException(
          "snapshots: " + counts.size() + " (expected: " + ids.length + ")");
    }
    return new Chain(this);
  }

  UUID tableUuid() {
    return tableUuid;
  }

  Retention retention() {
    return retention;
  }

  long[] ids() {
    return ids;
  }

  long[] times() {
    return times;
  }

  long[] sequences() {
    return sequences;
  }

  Counts counts(int row) {
    return counts.get(row);
  }

  /** The rows of the parents: -1 for none, -2 - n for the nth lost one. */
  int[] parents() {
    Map<Long, Integer> rows = new HashMap<>();
    for (int row = 0; row < ids.length; row++) {
      rows.put(ids[row], row);
    }
    List<Long> lost = new ArrayList<>();
    int[] parents = new int[ids.length];
    for (int row = 0; row < ids.length; row++) {
      Long parent = parentIds[row];
      Integer held = parent == null ? Integer.valueOf(-1) : rows.get(parent);
      if (held == null) {
        lost.add(parent);
        held = -1 - lost.size();
      }
      parents[row] = held;
    }
    lostParents = lost.stream().mapToLong(Long::longValue).toArray();
    return parents;
  }

  /** The lost parents that {@link #parents} refers to. */
  long[] lostParents() {
    return Arrays.copyOf(lostParents, lostParents.length);
  }
}
