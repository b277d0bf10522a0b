package io.icewatch.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.jspecify.annotations.Nullable;

/** Turns Iceberg's metadata into a chain, so that the metadata can be dropped. */
final class MetadataReader {
  private MetadataReader() {}

  /**
   * Reads the snapshots.
   *
   * @param before the table's chain before, if there was one: what was read of manifest lists for
   *     it holds, for a snapshot never changes
   */
  static Chain chain(TableMetadata metadata, @Nullable Chain before) {
    List<Snapshot> snapshots = metadata.snapshots();
    UUID uuid = metadata.uuid() == null ? new UUID(0, 0) : UUID.fromString(metadata.uuid());
    ChainBuilder builder = new ChainBuilder(uuid, retention(metadata), snapshots.size());
    for (Snapshot snapshot : snapshots) {
      builder.add(
          snapshot.snapshotId(),
          snapshot.parentId(),
          snapshot.timestampMillis(),
          snapshot.sequenceNumber(),
          Counts.of(snapshot.operation(), snapshot.summary()));
    }
    Chain chain = builder.build();
    Map<Long, Counts> carried = carried(before);
    if (carried.isEmpty()) {
      return chain;
    }
    Map<Integer, Counts> rows = new HashMap<>();
    carried.forEach((id, counts) -> {
      OptionalInt row = chain.row(id);
      row.ifPresent(held -> rows.put(held, counts));
    });
    return chain.with(rows);
  }

  private static Map<Long, Counts> carried(@Nullable Chain before) {
    Map<Long, Counts> counts = new HashMap<>();
    for (int row = 0; before != null && row < before.size(); row++) {
      if (before.readFromManifestList(row)) {
        counts.put(before.id(row), before.counts(row));
      }
    }
    return counts;
  }

  private static Retention retention(TableMetadata metadata) {
    long maxAge = number(
        metadata, TableProperties.MAX_SNAPSHOT_AGE_MS, TableProperties.MAX_SNAPSHOT_AGE_MS_DEFAULT);
    int minSnapshots = metadata.propertyTryAsInt(
        TableProperties.MIN_SNAPSHOTS_TO_KEEP, TableProperties.MIN_SNAPSHOTS_TO_KEEP_DEFAULT);
    long maxReferenceAge =
        number(metadata, TableProperties.MAX_REF_AGE_MS, TableProperties.MAX_REF_AGE_MS_DEFAULT);
    List<Retention.Reference> references = new ArrayList<>();
    metadata
        .refs()
        .forEach((name, ref) -> references.add(new Retention.Reference(
            name,
            ref.snapshotId(),
            ref.isTag(),
            ref.minSnapshotsToKeep() == null ? minSnapshots : ref.minSnapshotsToKeep(),
            ref.maxSnapshotAgeMs() == null ? maxAge : ref.maxSnapshotAgeMs(),
            name.equals(SnapshotRef.MAIN_BRANCH)
                ? Long.MAX_VALUE
                : ref.maxRefAgeMs() == null ? maxReferenceAge : ref.maxRefAgeMs())));
    boolean collects =
        metadata.propertyAsBoolean(TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT);
    return new Retention(collects, maxAge, references);
  }

  /** A property that is no number is as good as none: it must not hide the table. */
  private static long number(TableMetadata metadata, String name, long otherwise) {
    try {
      return metadata.propertyAsLong(name, otherwise);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
