package io.icewatch.model;

import java.util.Optional;

/**
 * What a table's config says of its ingestion.
 *
 * @param task the ingestion task; empty when the table has none
 */
public record TableConfig(Optional<IngestionTask> task) {}
