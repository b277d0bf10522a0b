package io.icewatch.sandbox;

import java.util.function.LongSupplier;

/** Whether a number is the one it was when it was last asked. */
final class Steady {
  private final LongSupplier number;
  private long last;

  Steady(LongSupplier number) {
    this.number = number;
    this.last = number.getAsLong();
  }

  boolean holds() {
    long before = last;
    last = number.getAsLong();
    return last == before;
  }
}
