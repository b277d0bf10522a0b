package io.icewatch.decide;

import io.icewatch.model.Endpoint;
import io.icewatch.model.Health;
import io.icewatch.model.Reading;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the looks so far remember of one table: for how long things have been so. It begins anew with
 * the daemon, from then on.
 *
 * @param firstLook when the first look was
 * @param lag the last lag known, for an hour; empty before
 * @param lagKnownAt the last look that knew a lag, or the first look
 * @param statusKnownAt the last look that knew a status, or the first look
 * @param healthKnownAt the last look that knew a health, or the first look
 * @param sourceKnownAt the last look that found the catalog answering, or the first look
 * @param regressions how often the checkpoint had gone backwards at the last look
 * @param regressedAt the last look that saw that number grow
 */
record Recall(
    Instant firstLook,
    Optional<Duration> lag,
    Instant lagKnownAt,
    Instant statusKnownAt,
    Instant healthKnownAt,
    Instant sourceKnownAt,
    long regressions,
    Optional<Instant> regressedAt) {
  /** For how long the last known lag stands for an unknown one. */
  static final Duration LAG_KEPT = Duration.ofHours(1);

  /** Asked all the time; the table's config is read rarely, and may be denied without harm. */
  static final List<Endpoint> ASKED =
      List.of(Endpoint.STATUS, Endpoint.CHECKPOINT, Endpoint.FILES, Endpoint.FILES_AT_CHECKPOINT);

  /** A table at the first look at it. */
  static Recall first(TableState table, Instant now) {
    return new Recall(
        now,
        Optional.empty(),
        now,
        now,
        now,
        now,
        table.history().checkpointRegressions(),
        Optional.empty());
  }

  /** After one more look. */
  Recall next(TableState table, Instant now) {
    Optional<Duration> seen = table.lag(now);
    boolean unknown = table.health(now) == Health.UNKNOWN;
    long count = table.history().checkpointRegressions();
    return new Recall(
        firstLook,
        seen.isPresent() ? seen : within(lagKnownAt, LAG_KEPT, now) ? lag : Optional.empty(),
        seen.isPresent() ? now : lagKnownAt,
        table.run(now).isPresent() ? now : statusKnownAt,
        unknown ? healthKnownAt : now,
        table.observation().source().up() ? now : sourceKnownAt,
        count,
        count > regressions ? Optional.of(now) : regressedAt);
  }

  /** Whether a moment is no longer ago than this; one in the future, of a clock set back, is not. */
  static boolean within(Instant then, Duration ago, Instant now) {
    return Duration.between(then, now).compareTo(ago) <= 0;
  }

  /** Whether no try of a question has been answered for so long, and at least one was made. */
  boolean down(TableState table, Endpoint endpoint, Duration ago, Instant now) {
    Reading<?> reading = FleetAlerts.reading(table.observation(), endpoint);
    return reading.failure().isPresent()
        && !within(reading.observedAt().orElse(firstLook), ago, now);
  }
}
