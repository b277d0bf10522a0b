package io.icewatch.metrics;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes gzip members (RFC 1952): joined, they are one gzip stream of the joined texts.
 *
 * <p>For one thread. Level 1: higher levels cost three times as much for a third less.
 */
final class Gzip {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final byte UNKNOWN_SYSTEM = (byte) 0xff;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[8 * 1024];

  /** The member that holds the text. */
  byte[] member(Text text) {
    return member(text.bytes(), text.length());
  }

  /** The member that holds the first {@code length} bytes. */
  byte[] member(byte[] text, int length) {
    deflater.reset();
    deflater.setInput(text, 0, length);
    deflater.finish();
    int at = HEADER;
    while (!deflater.finished()) {
      if (out.length - at < 64) {
        out = Arrays.copyOf(out, out.length * 2);
      }
      at += deflater.deflate(out, at, out.length - at);
    }
    crc.reset();
    crc.update(text, 0, length);
    byte[] member = Arrays.copyOf(out, at + TRAILER);
    member[0] = 0x1f;
    member[1] = (byte) 0x8b;
    member[2] = Deflater.DEFLATED;
    Arrays.fill(member, 3, HEADER, (byte) 0);
    member[9] = UNKNOWN_SYSTEM;
    littleEndian(member, at, (int) crc.getValue());
    littleEndian(member, at + 4, length);
    return member;
  }

  private static void littleEndian(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
