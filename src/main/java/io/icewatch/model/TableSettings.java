package io.icewatch.model;

/** How one table is watched: what the configuration says of it, defaults filled in. */
public record TableSettings(TableId id, PollSettings poll, LagThresholds lag, RunSettings runs) {

  /** A table with every default. */
  public static TableSettings defaults(TableId id) {
    return new TableSettings(
        id, PollSettings.defaults(), LagThresholds.defaults(), RunSettings.defaults());
  }
}
