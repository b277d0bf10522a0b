package io.icewatch.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A catalog of source tables as the one question it answers; asking changes nothing.
 *
 * <p>A call blocks for at most {@code timeout}, never throws for what the other side does, and may
 * be made from any thread.
 */
public interface SourceCatalog extends AutoCloseable {
  /**
   * Reads where a checkpoint stands.
   *
   * @param remembered what an earlier answer said of this or the previous checkpoint
   */
  CatalogAnswer read(
      SourceTable table,
      Checkpoint checkpoint,
      Optional<CheckpointFacts> remembered,
      Duration timeout);

  /** Lets go of connections and threads; never throws. */
  @Override
  void close();
}
