package io.icewatch.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** When a table's own retention lets go of a snapshot; pure. */
final class Expiry {
  private static final long NEVER = Long.MAX_VALUE;

  private Expiry() {}

  /**
   * The moment from which an expiry that follows the table's settings may remove the snapshot;
   * empty for never: a tag holds it, it is among a branch's last few, or nothing is collected.
   */
  static Optional<Instant> of(Chain chain, int row) {
    Retention rules = chain.retention();
    long until = rules.collects() ? plus(chain.time(row), rules.maxAgeMillis()) : NEVER;
    for (Retention.Reference reference : rules.references()) {
      until = Math.max(until, heldUntil(chain, row, reference));
    }
    return until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
  }

  private static long heldUntil(Chain chain, int row, Retention.Reference reference) {
    OptionalInt target = chain.row(reference.snapshotId());
    if (target.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long gone = plus(chain.time(target.getAsInt()), reference.maxReferenceAgeMillis());
    if (reference.tag()) {
      return target.getAsInt() == row ? gone : Long.MIN_VALUE;
    }
    OptionalInt place = Line.from(chain, target.getAsInt()).place(row);
    if (place.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return place.getAsInt() < reference.minSnapshots()
        ? gone
        : Math.min(gone, plus(chain.time(row), reference.maxAgeMillis()));
  }

  private static long plus(long time, long millis) {
    return millis >= NEVER - Math.max(0, time) ? NEVER : time + millis;
  }
}
