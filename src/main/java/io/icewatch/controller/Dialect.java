package io.icewatch.controller;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import java.util.List;
import okhttp3.HttpUrl;

/** One generation of the API: where each question goes and how its good answer reads. */
interface Dialect {
  Question<WatcherRun> status(String table);

  Question<Checkpoint> checkpoint(String table);

  Question<Long> files(String table);

  Question<SnapshotFiles> filesAt(String table, long snapshotId);

  Question<TableConfig> tableConfig(String table);

  /** The OFFLINE tables that have the ingestion task. */
  Question<TableListing> tables();

  /** The names of the periodic tasks that the controller knows. */
  Question<List<String>> taskNames();

  /**
   * Where a POST starts a run of one table.
   *
   * @throws IllegalArgumentException if the name is not that of exactly one OFFLINE table
   */
  HttpUrl trigger(String table);

  /** The task that ingests. */
  String taskName();
}
