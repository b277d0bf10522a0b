package io.icewatch.model;

/** Where a table's Iceberg table is found, as the configuration says it. */
public sealed interface SourceSettings permits SourceTable, SourceByTask {
  /** The catalog's name in the configuration. */
  String catalog();
}
