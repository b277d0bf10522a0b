package io.icewatch.assess;

import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import java.time.Instant;
import java.util.Optional;

/**
 * How far behind a table is, with the grounds.
 *
 * @param lag how far
 * @param source what it was measured by
 * @param pending data files not yet ingested; empty when unknown
 * @param until the end of the freshness of the oldest reading it rests on
 * @param words the same for people
 */
record Measured(Lag lag, LagSource source, Optional<Long> pending, Instant until, String words) {

  static Measured unknown(String reason, LagSource source, Instant until) {
    return new Measured(new Lag.Unknown(reason), source, Optional.empty(), until, reason);
  }
}
