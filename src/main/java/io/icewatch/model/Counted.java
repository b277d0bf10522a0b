package io.icewatch.model;

import java.util.OptionalLong;

/**
 * A number that is known exactly or between bounds.
 *
 * @param low the truth is not below this, 0 or more
 * @param high the truth is not above this; empty when nothing limits it
 */
public record Counted(long low, OptionalLong high) {
  public Counted {
    Checks.notNegative("low", low);
    if (high.isPresent() && high.getAsLong() < low) {
      throw new IllegalArgumentException(
          "high: " + high.getAsLong() + " (expected: at least low, " + low + ")");
    }
  }

  public static Counted exactly(long value) {
    return between(value, value);
  }

  public static Counted atLeast(long low) {
    return new Counted(low, OptionalLong.empty());
  }

  public static Counted between(long low, long high) {
    return new Counted(low, OptionalLong.of(high));
  }

  /** Whether both bounds are the same number. */
  public boolean exact() {
    return high.isPresent() && high.getAsLong() == low;
  }

  /** The number, when it is exact. */
  public OptionalLong value() {
    return exact() ? high : OptionalLong.empty();
  }

  /** Whether {@code truth} lies inside the bounds. */
  public boolean contains(long truth) {
    return truth >= low && (high.isEmpty() || truth <= high.getAsLong());
  }

  /** The sum of two numbers known within bounds. */
  public Counted plus(Counted other) {
    return new Counted(
        low + other.low,
        high.isPresent() && other.high.isPresent()
            ? OptionalLong.of(high.getAsLong() + other.high.getAsLong())
            : OptionalLong.empty());
  }

  /** {@code 5}, {@code 3..8} or {@code 3..}: exact, bounded, bounded below only. */
  @Override
  public String toString() {
    if (exact()) {
      return Long.toString(low);
    }
    return low + ".." + (high.isPresent() ? Long.toString(high.getAsLong()) : "");
  }
}
