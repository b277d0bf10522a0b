package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is thought of a table, from its observation and history.
 *
 * @param health the verdict when it was made; see {@link TableState#health} for the one at a later
 *     moment
 * @param reason the verdict's grounds in words, with the numbers it rests on
 * @param lag how far behind
 * @param lagSource what the lag was measured by
 * @param filesPending data files not yet ingested; empty when unknown
 * @param sourceChangedAt when the source was last seen to change, or by the catalog when its data
 *     last did; empty when that is unknown
 * @param statusUntil until when the status may be shown: the end of its freshness
 * @param lagUntil until when lag and pending may be shown: the end of the freshness of the oldest
 *     reading they rest on
 * @param observed what the controller's answers alone tell of the lag; only of a table whose catalog
 *     is asked
 * @param caughtUpBy when nothing will wait at the present rates, or since when nothing does; empty
 *     when that would be a guess
 * @param catalogUnused why the lag is not by the catalog that is asked; empty when it is, or when
 *     none is asked
 */
public record Assessment(
    Health health,
    String reason,
    Lag lag,
    LagSource lagSource,
    Optional<Long> filesPending,
    Optional<Instant> sourceChangedAt,
    Instant statusUntil,
    Instant lagUntil,
    Optional<Observed> observed,
    Optional<Instant> caughtUpBy,
    Optional<String> catalogUnused) {

  /**
   * The lag by counts or by a checkpoint that is a time, whatever a catalog says.
   *
   * @param until the end of the freshness of the oldest reading it rests on
   */
  public record Observed(Lag lag, LagSource source, Instant until) {}

  public Assessment {
    Checks.text("reason", reason);
    filesPending.ifPresent(files -> Checks.notNegative("filesPending", files));
  }

  /** Of a table whose catalog is not asked. */
  public Assessment(
      Health health,
      String reason,
      Lag lag,
      LagSource lagSource,
      Optional<Long> filesPending,
      Optional<Instant> sourceChangedAt,
      Instant statusUntil,
      Instant lagUntil) {
    this(
        health,
        reason,
        lag,
        lagSource,
        filesPending,
        sourceChangedAt,
        statusUntil,
        lagUntil,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** With another lag by the controller's answers alone. */
  public Assessment withObserved(Optional<Observed> other) {
    return new Assessment(
        health,
        reason,
        lag,
        lagSource,
        filesPending,
        sourceChangedAt,
        statusUntil,
        lagUntil,
        other,
        caughtUpBy,
        catalogUnused);
  }

  /** Before the first observation. */
  public static Assessment none() {
    return new Assessment(
        Health.UNKNOWN,
        "not observed yet",
        new Lag.Unknown("not observed yet"),
        LagSource.NONE,
        Optional.empty(),
        Optional.empty(),
        Instant.MIN,
        Instant.MIN);
  }
}
