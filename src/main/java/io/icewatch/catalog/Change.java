package io.icewatch.catalog;

/** Whether a commit changed what a reader of the table sees. */
enum Change {
  /** No: it was empty, or a compaction. */
  NO(0),
  /** Rows came or went. */
  YES(1),
  /** The writer left out what would tell. */
  MAYBE(2);

  private final int code;

  Change(int code) {
    this.code = code;
  }

  /** A number of two bits. */
  int code() {
    return code;
  }

  static Change of(int code) {
    return code == 0 ? NO : code == 1 ? YES : MAYBE;
  }
}
