package io.icewatch.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A Pinot controller as the questions it answers; none of them changes anything.
 *
 * <p>Calls block for at most {@code timeout}, never throw for what the other side does, and may be
 * made from any thread.
 */
public interface Controller extends AutoCloseable {
  /** The last run of the table's watcher. */
  Answer<WatcherRun> status(String table, Duration timeout);

  /**
   * The generation of the API in which to ask for a status: the one that is spoken, or the likelier
   * one while that is not known.
   */
  default Api api() {
    return Api.ICEBERG;
  }

  /** The generation that is spoken; empty while that is not known: only the status may be asked. */
  default Optional<Api> spoken() {
    return Optional.of(api());
  }

  /** The last run, asked in that generation. */
  default Answer<WatcherRun> status(Api in, String table, Duration timeout) {
    return status(table, timeout);
  }

  /**
   * The generation in which to ask once more for a status whose route was absent in {@code refused}.
   * Being told one uses up a part of what may be looked around.
   *
   * @return empty when none is to be tried now
   */
  default Optional<Api> other(Api refused) {
    return Optional.empty();
  }

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
