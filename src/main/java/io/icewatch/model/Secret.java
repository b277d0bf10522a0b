package io.icewatch.model;

import java.nio.file.Path;

/** Where a secret is kept; it is read when it is used, and never part of a message. */
public sealed interface Secret {
  /** A file; white space around its text does not count. It is read again when it changes. */
  record InFile(Path file) implements Secret {}

  /** An environment variable. */
  record InEnvironment(String variable) implements Secret {
    public InEnvironment {
      Checks.text("variable", variable);
    }
  }
}
