package io.icewatch.web;

/**
 * Remembers numbers for a while, in a fixed space: a new one may take the place of an old one. For
 * one thread.
 *
 * <p>Of 15,000 numbers that come after, a fifth takes the place of a given one.
 */
final class Recent {
  private static final int SLOTS = 1 << 16;

  private final long[] slots = new long[SLOTS];

  /**
   * @param number spread evenly, as a keyed digest is
   */
  void add(long number) {
    slots[slot(number)] = number;
  }

  boolean contains(long number) {
    return number != 0 && slots[slot(number)] == number;
  }

  private static int slot(long number) {
    return (int) (number >>> 48);
  }
}
