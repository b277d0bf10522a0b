package io.icewatch.config;

/**
 * A scalar of the file after substitution, and what to call it in a message.
 *
 * @param value the text, environment variables filled in
 * @param written the text as it stands in the file
 */
record Text(String value, String written, String path, Position at) {
  private static final int LONGEST_SHOWN = 120;

  /** What a message shows: the text as written, and what it stands for when that differs. */
  String shown() {
    return value.equals(written) ? printable(value) : printable(written) + " = " + printable(value);
  }

  /** The text with control characters escaped and a long one cut short; '' when empty. */
  static String printable(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST_SHOWN).forEach(point -> {
      if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
        shown.append(String.format("\\u%04x", point));
      } else {
        shown.appendCodePoint(point);
      }
    });
    return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "..." : shown.toString();
  }
}
