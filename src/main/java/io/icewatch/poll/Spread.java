package io.icewatch.poll;

import java.time.Duration;

/**
 * Spreads the turns of a controller's tables over their interval, so that questions come as a
 * stream and not as a burst.
 *
 * @param tables how many tables there are, 1 or more
 * @param offset moves the whole pattern, so that two daemons do not ask in step; 0 to below 1
 * @param requestsPerSecond the controller's budget: the first round takes as long as it needs
 */
record Spread(int tables, double offset, int requestsPerSecond) {
  /** Questions of a first turn: status, checkpoint, both file counts and the table's config. */
  private static final int FIRST_TURN = 5;

  Spread {
    if (tables < 1 || offset < 0 || offset >= 1 || requestsPerSecond < 1) {
      throw new IllegalArgumentException(
          "tables: " + tables + ", offset: " + offset + ", requestsPerSecond: " + requestsPerSecond
              + " (expected: 1 or more, 0 to below 1, 1 or more)");
    }
  }

  /** When a table has its first turn, counted from the start: as soon as the budget allows. */
  Duration first(int index, Duration interval) {
    double round = (double) tables * FIRST_TURN / requestsPerSecond;
    double seconds = Math.min(round, interval.toMillis() / 1000.0);
    return Duration.ofNanos((long) (seconds * 1e9 * index / tables));
  }

  /**
   * When the turn after the first is due, counted from the start: on the table's own place in the
   * interval, between half an interval and one and a half after the first.
   */
  Duration second(int index, Duration interval) {
    long nanos = interval.toNanos();
    long place = (long) (nanos * ((index + offset) / tables));
    long earliest = first(index, interval).toNanos() + nanos / 2;
    long rounds = Math.max(0, -Math.floorDiv(place - earliest, nanos));
    return Duration.ofNanos(place + rounds * nanos);
  }
}
