package io.icewatch.sandbox;

/** Where a table's files come from: the value of {@code iceberg.source.type}. */
public enum Source {
  /** An Iceberg catalog: snapshots, a checkpoint, a file count. */
  CATALOG("catalog"),
  /** A raw bucket: only the watcher's status can be asked. */
  S3_CATALOG("s3-catalog");

  private final String word;

  Source(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
