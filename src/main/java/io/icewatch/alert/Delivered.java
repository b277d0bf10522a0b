package io.icewatch.alert;

/** What came of one request to a receiver. */
sealed interface Delivered {
  /** The receiver has taken everything in it. */
  record Taken() implements Delivered {}

  /**
   * The receiver does not want something in it, and will not the next time.
   *
   * @param why in words
   */
  record Refused(String why) implements Delivered {}

  /**
   * It did not get through, or the receiver could not take it: later, perhaps.
   *
   * @param why in words
   * @param pause what the receiver asked for, in milliseconds; 0 when nothing
   */
  record Failed(String why, long pause) implements Delivered {}
}
