package io.icewatch.model;

/**
 * How many data files one snapshot of the source holds; it never changes.
 *
 * @param snapshotId the snapshot
 * @param files live data files, 0 or more
 */
public record SnapshotFiles(long snapshotId, long files) {
  public SnapshotFiles {
    Checks.notNegative("files", files);
  }
}
