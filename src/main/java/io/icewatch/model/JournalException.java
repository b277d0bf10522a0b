package io.icewatch.model;

/** A line of the trigger journal could not be made durable, or it cannot be told. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message says what is wrong, with the file's name. */
  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
