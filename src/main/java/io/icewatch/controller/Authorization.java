package io.icewatch.controller;

import io.icewatch.model.Credentials;
import io.icewatch.model.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes into the Authorization header, or why it cannot be known. */
sealed interface Authorization {
  /** No header is wanted. */
  record None() implements Authorization {}

  /** A header is wanted and cannot be had: nothing is sent without it. */
  record Missing(Failure.NotAsked why) implements Authorization {}

  /**
   * The header's value; it never shows.
   *
   * @param secrets the value and the parts of it that must not show either
   */
  record Header(String value, List<String> secrets) implements Authorization {
    @Override
    public String toString() {
      return "Header[***]";
    }
  }

  /** A token, or a scheme and a token, both visible ASCII. */
  Pattern TOKEN = Pattern.compile("(?:([A-Za-z][A-Za-z0-9-]*) +)?([!-~]+)");

  /** The header for the text of a token file. */
  static Authorization bearer(String setting, Path file, String text) {
    Matcher token = TOKEN.matcher(text.strip());
    if (!token.matches()) {
      String found = text.isBlank() ? "is empty" : "holds something else";
      return missing(setting, file, found, "a readable file with a token");
    }
    String scheme = token.group(1) == null ? "Bearer" : token.group(1);
    return header(scheme + " " + token.group(2), List.of(token.group(2)));
  }

  /** The header for a user and the text of a password file. */
  static Authorization basic(String setting, Path file, String username, String text) {
    String password = Credentials.BasicFile.password(text);
    if (password.isEmpty()) {
      return missing(setting, file, "is empty", "a readable file with a password");
    }
    String value = okhttp3.Credentials.basic(username, password, StandardCharsets.UTF_8);
    return header(value, List.of(value.substring("Basic ".length()), password));
  }

  static Missing missing(String setting, Path file, String found, String expected) {
    return new Missing(new Failure.NotAsked(
        setting + ": " + file + " " + found + " (expected: " + expected + ")"));
  }

  private static Header header(String value, List<String> parts) {
    // Shorter ones would blot out ordinary words and keep no secret.
    return new Header(value, parts.stream().filter(part -> part.length() >= 4).toList());
  }
}
