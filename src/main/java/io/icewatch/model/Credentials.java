package io.icewatch.model;

import java.nio.file.Path;

/** How to present oneself to a controller; secrets stay in files and are read again when they change. */
public sealed interface Credentials {
  /** No Authorization header. */
  record None() implements Credentials {}

  /**
   * {@code Authorization: Bearer <token>}; a file whose text already begins with a scheme, such as
   * {@code Basic <base64>}, is sent as it stands.
   *
   * @param tokenFile holds the token; white space around it does not count
   */
  record BearerFile(Path tokenFile) implements Credentials {}

  /**
   * {@code Authorization: Basic ...}.
   *
   * @param passwordFile holds the password; one line end after it does not count
   */
  record BasicFile(String username, Path passwordFile) implements Credentials {
    /** The password in such a file's text; may be empty. */
    public static String password(String text) {
      return text.replaceFirst("\\r?\\n\\z", "");
    }
  }
}
