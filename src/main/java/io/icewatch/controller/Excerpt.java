package io.icewatch.controller;

import java.nio.charset.StandardCharsets;
import okio.ByteString;

/** Foreign text made fit for one line of a message or a log. */
final class Excerpt {
  /** The most characters of a body that a message shows. */
  static final int FIRST_BYTES = 120;

  private Excerpt() {}

  /**
   * The text on one line: white space and line ends as single spaces, what does not print as dots.
   *
   * @param most the longest result in chars; a longer text ends in an ellipsis
   */
  static String of(String text, int most) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), most + 2));
    boolean gap = false;
    for (int at = 0; at < text.length() && line.length() <= most; ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (isGap(c)) {
        gap = line.length() > 0;
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.appendCodePoint(prints(c) ? c : '.');
      }
    }
    return line.length() <= most ? line.toString() : cut(line, most - 1) + "\u2026";
  }

  /** The beginning of a body as text; bytes that are not UTF-8 show as U+FFFD. */
  static String of(ByteString body, int most) {
    ByteString head = body.substring(0, Math.min(body.size(), 4 * most + 4));
    return of(head.string(StandardCharsets.UTF_8), most);
  }

  private static boolean isGap(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean prints(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }

  private static String cut(StringBuilder line, int most) {
    boolean splitsPair = Character.isHighSurrogate(line.charAt(most - 1));
    return line.substring(0, splitsPair ? most - 1 : most);
  }
}
