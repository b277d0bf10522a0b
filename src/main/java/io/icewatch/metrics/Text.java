package io.icewatch.metrics;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing line buffer of UTF-8 bytes that formats numbers without garbage; for one thread. */
final class Text {
  /** The longest number that is formatted in place: the sign, 19 digits and a point. */
  private static final int NUMBER = 24;

  /** Integers up to here are told apart by a double. */
  private static final double EXACT = 1L << 53;

  private byte[] bytes;
  private int length;

  Text(int capacity) {
    bytes = new byte[capacity];
  }

  /** The written bytes are those before {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  Text put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  Text put(String more) {
    return put(more.getBytes(StandardCharsets.UTF_8));
  }

  Text put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /**
   * Writes a sample's value: decimal, without exponent, the shortest that parses to the same double.
   */
  Text number(double value) {
    reserve(NUMBER);
    long whole = (long) value;
    if (whole == value && Math.abs(value) < EXACT) {
      whole(whole);
      return this;
    }
    double thousandths = Math.rint(value * 1000);
    if (Math.abs(thousandths) < EXACT && thousandths / 1000 == value) {
      thousandths((long) thousandths);
      return this;
    }
    return put(rare(value));
  }

  private static String rare(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return BigDecimal.valueOf(value).toPlainString();
  }

  private void thousandths(long value) {
    long positive = Math.abs(value);
    if (value < 0) {
      bytes[length++] = '-';
    }
    whole(positive / 1000);
    int rest = (int) (positive % 1000);
    bytes[length++] = '.';
    bytes[length++] = (byte) ('0' + rest / 100);
    if (rest % 100 != 0) {
      bytes[length++] = (byte) ('0' + rest / 10 % 10);
      if (rest % 10 != 0) {
        bytes[length++] = (byte) ('0' + rest % 10);
      }
    }
  }

  private void whole(long value) {
    long rest = value;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) {
      digits++;
    }
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
