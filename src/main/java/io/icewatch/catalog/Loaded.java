package io.icewatch.catalog;

import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;

/**
 * A table as its catalog gave it.
 *
 * @param io reads the table's files; it belongs to the catalog
 * @param marker the ETag or metadata location of this version; empty where versions have no name
 */
record Loaded(TableMetadata metadata, FileIO io, Optional<String> marker) {}
