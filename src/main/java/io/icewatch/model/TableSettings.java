package io.icewatch.model;

import java.util.Optional;

/**
 * How one table is watched: what the configuration says of it, defaults filled in.
 *
 * @param source where the Iceberg table is found that it is ingested from, where a catalog is to be
 *     asked for it
 */
public record TableSettings(
    TableId id,
    PollSettings poll,
    LagThresholds lag,
    RunSettings runs,
    Optional<SourceSettings> source) {

  /** A table whose source is known to the controller alone. */
  public TableSettings(TableId id, PollSettings poll, LagThresholds lag, RunSettings runs) {
    this(id, poll, lag, runs, Optional.empty());
  }

  /** A table with every default. */
  public static TableSettings defaults(TableId id) {
    return new TableSettings(
        id, PollSettings.defaults(), LagThresholds.defaults(), RunSettings.defaults());
  }
}
