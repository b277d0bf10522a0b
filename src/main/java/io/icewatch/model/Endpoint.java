package io.icewatch.model;

import java.util.List;
import java.util.stream.Stream;

/** A question that is put to a controller, and its name in labels and logs. */
public enum Endpoint {
  /** The last run: {@code GET /tables/{t}/iceberg/status}. */
  STATUS("status"),
  /** The position ingested up to: {@code GET /tables/{t}/iceberg/checkpoint}. */
  CHECKPOINT("checkpoint"),
  /** Data files of the current snapshot: {@code GET /tables/{t}/iceberg/files}. */
  FILES("files"),
  /** Data files of the checkpoint's snapshot: {@code .../files?snapshotId=}. */
  FILES_AT_CHECKPOINT("files_at_checkpoint"),
  /** The ingestion task in the table's config: {@code GET /tables/{t}}. */
  TABLE_CONFIG("table_config"),
  /** Which tables there are: {@code GET /tables}; the one question that is not about a table. */
  TABLES("tables");

  /** The questions about one table. */
  public static final List<Endpoint> OF_A_TABLE =
      Stream.of(values()).filter(endpoint -> endpoint != TABLES).toList();

  private final String label;

  Endpoint(String label) {
    this.label = label;
  }

  /** The value of the {@code endpoint} label. */
  public String label() {
    return label;
  }
}
