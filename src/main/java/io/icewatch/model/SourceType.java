package io.icewatch.model;

import java.util.Locale;
import java.util.Optional;

/** Where a table's files come from. */
public enum SourceType {
  /** An Iceberg catalog: snapshots and a checkpoint. */
  CATALOG,
  /** A bucket of files: a status only. */
  RAW,
  /** Something that the table's config names and this version does not know. */
  OTHER,
  /** Neither the config nor any answer has told. */
  UNKNOWN;

  /** The value of the {@code source_type} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type behind the word in a table's config: {@code catalog}, {@code s3-catalog}. */
  static SourceType named(String word) {
    return switch (word) {
      case "catalog" -> CATALOG;
      case "s3-catalog" -> RAW;
      default -> OTHER;
    };
  }

  /**
   * The type of a table. Its config has the first word, however long ago that was read: it changes
   * next to never. Without one, what the controller answers about its checkpoint tells.
   */
  static SourceType of(Observation seen) {
    Optional<SourceType> named =
        seen.ingestionTask().flatMap(IngestionTask::sourceType).map(SourceType::named);
    if (named.isPresent()) {
      return named.get();
    }
    return seen.rawFiles() ? RAW : seen.checkpoint().observedAt().isPresent() ? CATALOG : UNKNOWN;
  }
}
