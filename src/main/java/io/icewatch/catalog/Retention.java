package io.icewatch.catalog;

import java.util.List;

/**
 * What a table's own settings say about which snapshots to keep.
 *
 * @param collects whether the table lets files be removed at all ({@code gc.enabled})
 * @param maxAgeMillis how long a snapshot is kept ({@code history.expire.max-snapshot-age-ms})
 * @param references its branches and tags
 */
record Retention(boolean collects, long maxAgeMillis, List<Reference> references) {

  /**
   * A branch or tag, with the table's defaults filled in.
   *
   * @param tag a tag keeps its own snapshot, a branch also the line behind it
   * @param minSnapshots the latest that a branch keeps, however old
   * @param maxAgeMillis how long a branch keeps the others
   * @param maxReferenceAgeMillis after which the reference itself goes; Long.MAX_VALUE for never
   */
  record Reference(
      String name,
      long snapshotId,
      boolean tag,
      int minSnapshots,
      long maxAgeMillis,
      long maxReferenceAgeMillis) {}

  Retention {
    references = List.copyOf(references);
  }
}
