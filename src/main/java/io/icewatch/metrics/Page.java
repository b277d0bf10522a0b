package io.icewatch.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The lines of one column for the tables of a block, kept as they are sent until a value in them
 * changes.
 *
 * <p>An array that was handed out is never written again: a response may still be sending it.
 */
final class Page {
  private static final byte[] EMPTY = {};

  private byte @Nullable [] plain;
  private byte @Nullable [] gzip;
  private long rendered;
  private boolean counting;

  /** Forgets the lines: a value in them has changed. */
  void drop() {
    plain = null;
    gzip = null;
  }

  /** The lines at that moment, if they are kept. */
  byte @Nullable [] kept(boolean compressed, long nowMillis) {
    if (counting && rendered != nowMillis) {
      drop();
    }
    return compressed ? gzip : plain;
  }

  /**
   * Keeps the lines.
   *
   * @param counting whether they show the time since something, so that they hold for now only
   */
  byte[] keep(Text lines, boolean counting, boolean compressed, Gzip compressor, long nowMillis) {
    this.counting = counting;
    rendered = nowMillis;
    if (compressed) {
      byte[] member = lines.length() == 0 ? EMPTY : compressor.member(lines);
      gzip = member;
      return member;
    }
    byte[] copy = lines.length() == 0 ? EMPTY : lines.copy();
    plain = copy;
    return copy;
  }
}
