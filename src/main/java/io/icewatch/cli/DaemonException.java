package io.icewatch.cli;

/** The daemon could not be asked, or would not; the message says why, and what was expected. */
final class DaemonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  DaemonException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  int exitCode() {
    return exitCode;
  }
}
