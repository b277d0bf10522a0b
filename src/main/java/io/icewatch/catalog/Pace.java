package io.icewatch.catalog;

/** Spaces questions out evenly, so that no second has more than the allowed number; thread-safe. */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final long step;
  private final Object lock = new Object();
  private long next = Long.MIN_VALUE;

  Pace(int perSecond) {
    this.step = SECOND / perSecond;
  }

  /**
   * Takes the next free moment.
   *
   * @param now a monotonic clock, in nanoseconds
   * @param patience how long is worth waiting, in nanoseconds
   * @return how long to wait; negative, and nothing taken, where that is longer than the patience
   */
  long take(long now, long patience) {
    synchronized (lock) {
      long at = next == Long.MIN_VALUE || next - now < 0 ? now : next;
      if (at - now > patience) {
        return -1;
      }
      next = at + step;
      return at - now;
    }
  }
}
