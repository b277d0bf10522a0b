package io.icewatch.cli;

/** Text from elsewhere, as it may be shown on a terminal: on one line, and without its commands. */
final class Printable {
  private Printable() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
            ? ' '
            : point)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
