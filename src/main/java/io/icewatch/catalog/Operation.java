package io.icewatch.catalog;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a commit did, in the words of the Iceberg specification (snapshots, summary). */
enum Operation {
  /** The writer did not say: a snapshot without a summary. */
  NONE(0),
  APPEND(1),
  OVERWRITE(2),
  DELETE(3),
  /** Files were rewritten and the rows are the same: a compaction. */
  REPLACE(4),
  /** A word outside the specification. */
  OTHER(5);

  private static final Operation[] BY_CODE = {NONE, APPEND, OVERWRITE, DELETE, REPLACE, OTHER};

  private final int code;

  Operation(int code) {
    this.code = code;
  }

  static Operation of(@Nullable String word) {
    if (word == null) {
      return NONE;
    }
    return switch (word) {
      case "append" -> APPEND;
      case "overwrite" -> OVERWRITE;
      case "delete" -> DELETE;
      case "replace" -> REPLACE;
      default -> OTHER;
    };
  }

  /** A number of three bits. */
  int code() {
    return code;
  }

  static Operation of(int code) {
    return BY_CODE[code];
  }

  Optional<String> word() {
    return this == NONE ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
  }
}
