package io.icewatch.state;

import java.nio.file.Path;

/** The store cannot be opened or written; the message carries the file, what was found and what to do. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  static StoreException refused(Path file, String found, String expected, String remedy) {
    return new StoreException(message(file, found, expected, remedy));
  }

  static StoreException refused(
      Path file, String found, String expected, String remedy, Throwable cause) {
    return new StoreException(message(file, found, expected, remedy), cause);
  }

  private static String message(Path file, String found, String expected, String remedy) {
    return file + ": " + found + " (expected: " + expected + "). " + remedy;
  }
}
