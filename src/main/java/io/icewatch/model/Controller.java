package io.icewatch.model;

import java.time.Duration;

/**
 * A Pinot controller as the questions it answers; none of them changes anything.
 *
 * <p>Calls block for at most {@code timeout}, never throw for what the other side does, and may be
 * made from any thread.
 */
public interface Controller extends AutoCloseable {
  /** The last run of the table's watcher. */
  Answer<WatcherRun> status(String table, Duration timeout);

  /** The position the table has been ingested up to. */
  Answer<Checkpoint> checkpoint(String table, Duration timeout);

  /** Live data files of the source's current snapshot: the controller asks the catalog, dear. */
  Answer<Long> files(String table, Duration timeout);

  /** Live data files of one snapshot of the source: immutable. */
  Answer<SnapshotFiles> filesAt(String table, long snapshotId, Duration timeout);

  /** The table's config as far as ingestion goes. */
  Answer<TableConfig> tableConfig(String table, Duration timeout);

  /** The OFFLINE tables that have the ingestion task. */
  Answer<TableListing> tables(Duration timeout);

  /** Breaks off the calls in flight; their answers are failures. */
  @Override
  default void close() {}
}
