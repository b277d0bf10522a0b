package io.icewatch.catalog;

import io.icewatch.model.Counted;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which commits at the head end of a line are not ingested.
 *
 * @param certain so many of the latest certainly are not
 * @param possible so many of the latest may not be, at least {@code certain}
 * @param lost commits beyond the line's old end, expired, that may not be ingested either
 * @param notBefore no commit that is not ingested is older; empty when nothing says
 */
record Span(int certain, int possible, Counted lost, Optional<Instant> notBefore) {
  static Span exactly(int commits) {
    return new Span(commits, commits, Counted.exactly(0), Optional.empty());
  }

  static Span between(int certain, int possible) {
    return new Span(certain, possible, Counted.exactly(0), Optional.empty());
  }

  Span withLost(OptionalLong atMost, Optional<Instant> since) {
    return new Span(certain, possible, new Counted(0, atMost), since);
  }

  /** Whether expired commits may be among them. */
  boolean reachesLost() {
    return lost.high().isEmpty() || lost.high().getAsLong() > 0;
  }
}
