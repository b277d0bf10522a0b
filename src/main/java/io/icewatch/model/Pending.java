package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands between a checkpoint and the head of its branch, each number exact or bounded.
 *
 * @param snapshots commits, compactions and empty ones included
 * @param dataSnapshots commits that changed data: rows came or went
 * @param files data files that those added, whether or not a later commit rewrote them
 * @param records rows in those files
 * @param bytes size of those files; delete files do not count
 * @param behindSince since when the oldest changed data has been waiting; empty when none waits
 */
public record Pending(
    Counted snapshots,
    Counted dataSnapshots,
    Counted files,
    Counted records,
    Counted bytes,
    Optional<Since> behindSince) {

  /**
   * The commit time of the oldest waiting data, by the clock of whoever wrote it.
   *
   * @param earliest not before this; empty when nothing says
   * @param latest not after this; empty when it is not certain that any data waits
   */
  public record Since(Optional<Instant> earliest, Optional<Instant> latest) {
    public static Since exactly(Instant at) {
      return new Since(Optional.of(at), Optional.of(at));
    }

    /** Whether it is known to the millisecond. */
    public boolean exact() {
      return earliest.isPresent() && earliest.equals(latest);
    }

    /** Whether {@code truth} lies inside the bounds. */
    public boolean contains(Instant truth) {
      return earliest.map(at -> !truth.isBefore(at)).orElse(true)
          && latest.map(at -> !truth.isAfter(at)).orElse(true);
    }
  }

  /** Nothing is waiting. */
  public static Pending none() {
    Counted zero = Counted.exactly(0);
    return new Pending(zero, zero, zero, zero, zero, Optional.empty());
  }

  /** The lag that this amounts to: unknown where only bounds of its start are known. */
  public Lag lag() {
    if (behindSince.isEmpty()) {
      return new Lag.CaughtUp();
    }
    Since since = behindSince.get();
    return since.exact()
        ? new Lag.Behind(since.latest().orElseThrow())
        : new Lag.Unknown("data waits since "
            + since.earliest().map(Instant::toString).orElse("?")
            + " at the earliest and " + since.latest().map(Instant::toString).orElse("?")
            + " at the latest");
  }
}
