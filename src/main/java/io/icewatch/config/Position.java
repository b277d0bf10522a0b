package io.icewatch.config;

/**
 * A place in the configuration file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "position: " + line + ":" + column + " (expected: both from 1)");
    }
  }

  /** {@code line:column}. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
