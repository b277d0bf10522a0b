package io.icewatch.metrics;

import io.icewatch.model.Api;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Health;
import io.icewatch.model.LagSource;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceType;
import io.icewatch.model.WatcherStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The metric families of a table, in the order they are written: the one definition that {@link
 * Exposition} and {@link FleetCollector} share. {@link Row} says what stands in them.
 */
final class Families {
  private static final List<Family> DEFINED = new ArrayList<>();
  private static int columns;
  private static int clocks;

  private static final String[] SOURCE_TYPES =
      Stream.of(SourceType.values()).map(SourceType::label).toArray(String[]::new);

  private static final String[] API_NAMES = Stream.concat(
          Stream.of(Api.values()).map(Api::label), Stream.of("unknown"))
      .toArray(String[]::new);

  /** How many series each generation of the API has in {@link #TABLE_INFO}. */
  static final int KINDS = SOURCE_TYPES.length;

  /** How many generations of the API {@link #TABLE_INFO} tells apart. */
  static final int APIS = API_NAMES.length;

  /** The one that is not known. */
  static final int API_UNKNOWN = APIS - 1;

  /** The series of {@link #UP} and {@link #OBSERVATION_TIMESTAMP} for the catalog. */
  static final int CATALOG = Endpoint.OF_A_TABLE.size();

  static final Family UP = family(
      "up",
      "Whether the last try of this endpoint brought a usable answer (1) or not (0). By the daemon."
          + " Absent before the first try and for what a table over raw files does not have.",
      endpoints());

  static final Family OBSERVATION_TIMESTAMP = family(
      "observation_timestamp_seconds",
      "Unix time of the last usable answer of this endpoint, by the daemon's clock. It stays when"
          + " the answer has gone stale.",
      endpoints());

  static final Family WATCHER_STATUS = family(
      "watcher_status",
      "State of the table's last ingestion run in the controller's word: 1 for the current one, 0"
          + " for the others. Absent when stale.",
      Labels.of("status", WatcherStatus.values(), WatcherStatus::label));

  static final Family TABLE_HEALTH = family(
      "table_health",
      "The one verdict on the table: 1 for the current one, 0 for the others. Unknown when there is"
          + " no fresh status.",
      Labels.of("health", Health.values(), Health::label));

  static final Family RUN_START_TIMESTAMP = family(
      "run_start_timestamp_seconds",
      "Unix time at which the last ingestion run began, by the controller's clock.",
      Labels.none());

  static final Family RUN_END_TIMESTAMP = family(
      "run_end_timestamp_seconds",
      "Unix time at which the last ingestion run ended, by the controller's clock. Absent while it"
          + " runs.",
      Labels.none());

  static final Family RUN_DURATION = counting(
      "run_duration_seconds",
      "How long the last ingestion run took, in seconds by the controller's clock; while it runs,"
          + " how long it has been running by the daemon's.",
      Labels.none());

  static final Family RUN_FILES_DISCOVERED = family(
      "run_files_discovered",
      "Data files that the last ingestion run found in the catalog, as the controller reports it.",
      Labels.none());

  static final Family RUN_SEGMENTS_GENERATED = family(
      "run_segments_generated",
      "Segments that the last ingestion run built and uploaded, as the controller reports it. Fewer"
          + " than files discovered after a completed run means data is missing.",
      Labels.none());

  static final Family RUNS = family(
      "runs_total",
      "Ingestion runs seen to be over, by result; unseen is a run whose end nobody saw. Counted by"
          + " the daemon, kept across restarts.",
      Labels.of("result", RunResult.values(), RunResult::label));

  static final Family LAST_SUCCESS_TIMESTAMP = family(
      "last_success_timestamp_seconds",
      "Unix time at which the last completed ingestion run seen ended, by the controller's clock."
          + " Kept across restarts, never stale.",
      Labels.none());

  static final Family LAST_SUCCESS_AGE = counting(
      "last_success_age_seconds",
      "Seconds since the last completed ingestion run seen ended: the daemon's clock less the"
          + " controller's, never negative.",
      Labels.none());

  static final Family LAG = counting(
      "lag_seconds",
      "How long the oldest data not yet ingested has been waiting, in seconds at the time of the"
          + " scrape; 0 when caught up, absent when unknown or stale.",
      Labels.none());

  static final Family BEHIND_SINCE_TIMESTAMP = family(
      "behind_since_timestamp_seconds",
      "Unix time from which the oldest data not yet ingested has been waiting, by the clock of the"
          + " lag source. Absent when caught up, unknown or stale.",
      Labels.none());

  static final Family OBSERVED_LAG = counting(
      "observed_lag_seconds",
      "The lag by what the controller alone tells, file counts or a checkpoint that is a time, next to"
          + " the one by the catalog. Only for tables whose catalog is asked; absent when unknown or"
          + " stale.",
      Labels.none());

  static final Family CATCH_UP = countingDown(
      "catch_up_seconds",
      "Estimated seconds until the lag is 0 if the source goes on to grow and runs go on to take in"
          + " files as they lately did; 0 when the catalog says that nothing waits. Absent when it"
          + " would be a guess.",
      Labels.none());

  static final Family SOURCE_IDLE = counting(
      "source_idle_seconds",
      "Seconds since the source last changed: by the catalog since the last commit that changed"
          + " data, else since the daemon saw another file count. A quiet source is not lag.",
      Labels.none());

  static final Family FILES = family(
      "files",
      "Live data files in the source, as the controller reports them: of the current snapshot and"
          + " of the checkpoint's.",
      Labels.of("snapshot", "current", "checkpoint"));

  static final Family FILES_PENDING = family(
      "files_pending",
      "Data files not yet ingested: by the catalog those that commits after the checkpoint added,"
          + " else those of the current snapshot less those of the checkpoint's. Absent when unknown"
          + " or stale.",
      Labels.none());

  static final Family BYTES_PENDING = family(
      "bytes_pending",
      "Size in bytes of the data files that commits after the checkpoint added, by the catalog."
          + " Absent unless it is exact.",
      Labels.none());

  static final Family RECORDS_PENDING = family(
      "records_pending",
      "Rows in the data files that commits after the checkpoint added, by the catalog. Absent"
          + " unless it is exact.",
      Labels.none());

  static final Family SNAPSHOTS_PENDING = family(
      "snapshots_pending",
      "Snapshots of the source after the checkpoint, compactions and empty ones included, by the"
          + " catalog. Absent unless it is exact.",
      Labels.none());

  static final Family CHECKPOINT_EXPIRY_MARGIN = countingDown(
      "checkpoint_expiry_margin_seconds",
      "Seconds until the source's own retention lets go of the checkpoint's snapshot, negative when"
          + " past, by the catalog. Absent when nothing lets go of it, and when it is gone or"
          + " unknown.",
      Labels.none());

  static final Family CATALOG_FILES_MISMATCH = family(
      "catalog_files_mismatch",
      "Data files of the checkpoint's snapshot by the controller less those by the catalog; other"
          + " than 0 one of them is wrong. Absent when either is unknown.",
      Labels.none());

  static final Family CHECKPOINT_REGRESSIONS = family(
      "checkpoint_regressions_total",
      "How often the checkpoint was seen to go backwards. Counted by the daemon, kept across"
          + " restarts.",
      Labels.none());

  static final Family CHECKPOINT_INFO = family(
      "checkpoint_info",
      "The position ingested up to, as the controller reports it, in its labels; the value is"
          + " always 1. Its labels change with each run.",
      new Labels(List.of("type", "value"), List.of(List.of("", ""))));

  static final Family LAG_THRESHOLD = family(
      "lag_threshold_seconds",
      "Lag in seconds from which it is a warning or critical for this table. From the"
          + " configuration.",
      Labels.of("severity", "warning", "critical"));

  static final Family TABLE_INFO = family(
      "table_info",
      "What the lag was measured by, the API of the controller and the kind of source, in its"
          + " labels; the value is always 1.",
      Labels.of("lag_source", LagSource.values(), LagSource::label)
          .and("api", API_NAMES)
          .and("source_type", SOURCE_TYPES));

  /** All of them, in order. */
  static final List<Family> ALL = List.copyOf(DEFINED);

  /** How many columns a row has: one for each series of each family. */
  static final int COLUMNS = columns;

  /** How many families show the time since something. */
  static final int CLOCKS = clocks;

  private Families() {}

  private static Family family(String name, String help, Labels labels) {
    return defined(
        new Family("pinot_iceberg_" + name, help, labels, columns, Family.NO_CLOCK, false));
  }

  private static Family counting(String name, String help, Labels labels) {
    return defined(new Family("pinot_iceberg_" + name, help, labels, columns, clocks++, false));
  }

  private static Family countingDown(String name, String help, Labels labels) {
    return defined(new Family("pinot_iceberg_" + name, help, labels, columns, clocks++, true));
  }

  /** A series for each question to a controller, and one for the catalog. */
  private static Labels endpoints() {
    return Labels.of(
        "endpoint",
        Stream.concat(Endpoint.OF_A_TABLE.stream().map(Endpoint::label), Stream.of("catalog"))
            .toArray(String[]::new));
  }

  private static Family defined(Family family) {
    columns += family.width();
    DEFINED.add(family);
    return family;
  }
}
