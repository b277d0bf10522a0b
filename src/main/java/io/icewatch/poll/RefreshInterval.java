package io.icewatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How soon to ask a catalog for a table again; pure. */
final class RefreshInterval {
  private static final int IDLE_SHARE = 20;

  private RefreshInterval() {}

  /**
   * The interval that suits a table: the shortest while data waits, else a twentieth of how long the
   * source has been quiet, so that a new commit is noticed late in proportion to its rarity.
   *
   * @param waiting whether data is waiting, for certain or perhaps
   * @param lastCommit the head's commit time; empty when there is none
   */
  static Duration wanted(
      Duration shortest,
      Duration longest,
      boolean waiting,
      Optional<Instant> lastCommit,
      Instant now) {
    if (longest.compareTo(shortest) < 0 || shortest.isNegative() || shortest.isZero()) {
      throw new IllegalArgumentException("shortest, longest: " + shortest + ", " + longest
          + " (expected: positive, the second not below the first)");
    }
    if (waiting) {
      return shortest;
    }
    Duration idle = lastCommit
        .filter(at -> at.isBefore(now))
        .map(at -> Duration.between(at, now))
        .orElse(Duration.ZERO);
    Duration share = idle.dividedBy(IDLE_SHARE);
    if (share.compareTo(shortest) < 0) {
      return shortest;
    }
    return share.compareTo(longest) > 0 ? longest : share;
  }

  /**
   * By what to stretch every interval so that a catalog's tables together keep within its budget.
   *
   * @param wanted the tables' intervals
   * @param perMinute reads allowed in a minute, more than 0
   * @return 1 where the budget suffices, else more
   */
  static double stretch(List<Duration> wanted, double perMinute) {
    if (!(perMinute > 0)) {
      throw new IllegalArgumentException("perMinute: " + perMinute + " (expected: more than 0)");
    }
    double asked =
        wanted.stream().mapToDouble(each -> 60_000.0 / each.toMillis()).sum();
    return Math.max(1, asked / perMinute);
  }
}
