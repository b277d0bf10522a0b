package io.icewatch.metrics;

/**
 * One metric family of the tables; {@link Families} holds them all.
 *
 * @param sampleName the name of its samples: that of a counter ends in {@code _total}
 * @param help one line without backslashes, quotes and line ends, so that it needs no escaping
 * @param labels those after controller and table; each series is a column
 * @param column the column of its first or only series
 * @param clock which of a row's clocks its value grows with, so that it is computed when rendered;
 *     {@link #NO_CLOCK} for none
 * @param down whether it counts the time until something, negative when past, and not since
 */
record Family(String sampleName, String help, Labels labels, int column, int clock, boolean down) {
  /** The value is what it is, whatever the time. */
  static final int NO_CLOCK = -1;

  /** Whether it only grows. */
  boolean counter() {
    return sampleName.endsWith("_total");
  }

  /** Whether its value is computed when rendered. */
  boolean counting() {
    return clock != NO_CLOCK;
  }

  /** The value it shows when it counts the time since or until a Unix millisecond. */
  double counted(long moment, long nowMillis) {
    return down ? (moment - nowMillis) / 1000.0 : Row.age(moment, nowMillis);
  }

  /** How many series it has for a table. */
  int width() {
    return labels.values().size();
  }

  /** The column of its series number {@code series}. */
  int column(int series) {
    return column + series;
  }
}
