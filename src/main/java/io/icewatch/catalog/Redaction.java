package io.icewatch.catalog;

import java.util.regex.Pattern;

/** Takes what looks like a secret out of a text that is meant for people; pure. */
final class Redaction {
  private static final Pattern NAMED = Pattern.compile(
      "(?i)((?:password|passwd|pwd|secret|token|credential|access[-_]?key)\\w*\\s*[=:]\\s*)"
          + "[^&;,\\s\"']+");
  private static final Pattern IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");

  private Redaction() {}

  /** The text with values of passwords and the like, and the user part of addresses, as stars. */
  static String of(String text) {
    String named = NAMED.matcher(text).replaceAll("$1***");
    return IN_ADDRESS.matcher(named).replaceAll("://***@");
  }
}
