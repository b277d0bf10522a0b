package io.icewatch.controller;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import java.util.List;
import java.util.Optional;
import okio.ByteString;

/** One generation of the API: where each question goes and how its good answer reads. */
interface Dialect {
  Question<WatcherRun> status(String table);

  Question<Checkpoint> checkpoint(String table);

  /** Empty where the generation counts no files. */
  Optional<Question<Long>> files(String table);

  /** Empty where the generation counts no files. */
  Optional<Question<SnapshotFiles>> filesAt(String table, long snapshotId);

  Question<TableConfig> tableConfig(String table);

  /** The OFFLINE tables that have the ingestion task. */
  Question<TableListing> tables();

  /** The names of the tasks of its kind that the controller knows. */
  Question<List<String>> taskNames();

  /**
   * The POST that asks for a run of one table.
   *
   * @throws IllegalArgumentException if the name is not that of exactly one OFFLINE table
   */
  RunOrder trigger(String table);

  /**
   * What a 2xx to {@link #trigger} says that is at odds with it: that nothing was scheduled, or
   * something else. It decides nothing, the status alone does.
   */
  Optional<String> objection(ByteString reply);

  /** The task that ingests. */
  String taskName();
}
