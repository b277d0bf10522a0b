package io.icewatch.model;

import java.util.OptionalLong;

/** Numbers of things as people read them. */
public final class CountText {
  private CountText() {}

  /** {@code 1 file}, {@code 3 files}. */
  public static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code 1 file}, {@code 3 files}, {@code an unknown number of files}. */
  public static String of(OptionalLong number, String thing) {
    return number.isPresent()
        ? of(number.getAsLong(), thing)
        : "an unknown number of " + thing + "s";
  }

  /** {@code 1 file}, {@code 3 files}, {@code 3..8 files}. */
  public static String of(Counted number, String thing) {
    return number.exact() ? of(number.low(), thing) : number + " " + thing + "s";
  }
}
