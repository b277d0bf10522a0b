package io.icewatch.sandbox;

/** A generation of the controller's API for tables over Iceberg; a sandbox speaks one at a time. */
public enum Generation {
  /** {@code /tables/{t}/iceberg/...}, run by a periodic task. */
  ICEBERG("iceberg", "IcebergIngestionTask"),
  /** {@code /tables/{t}/externalTable/...} without file counts, run by {@code /tasks/schedule}. */
  EXTERNAL_TABLE("externalTable", "ExternalTableSyncTask"),
  /** Neither: the feature is not enabled. */
  NONE("none", "");

  private final String word;
  private final String task;

  Generation(String word, String task) {
    this.word = word;
    this.task = task;
  }

  /**
   * The generation of that word.
   *
   * @throws IllegalArgumentException for any other
   */
  public static Generation of(String word) {
    for (Generation generation : values()) {
      if (generation.word.equals(word)) {
        return generation;
      }
    }
    throw new IllegalArgumentException(
        "api: '" + word + "' (expected: iceberg, externalTable or none)");
  }

  /** What stands for it in paths. */
  String word() {
    return word;
  }

  /** The task that ingests; empty for none. */
  String task() {
    return task;
  }

  /** Whether a part of a path is that of this generation. */
  boolean isAt(String part) {
    return this != NONE && part.equals(word);
  }
}
