package io.icewatch;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceTable;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands for a catalog that could not be set up.
 *
 * @param why in words
 */
record AbsentCatalog(String why) implements SourceCatalog {
  @Override
  public CatalogAnswer read(
      SourceTable table,
      Checkpoint checkpoint,
      Optional<CheckpointFacts> remembered,
      Duration timeout) {
    return new CatalogAnswer.CatalogError("catalog " + table.catalog() + ": " + why);
  }

  @Override
  public void close() {}
}
