package io.icewatch.config;

import java.util.regex.Pattern;

/** Tells what looks like a secret that stands in the file itself; pure. */
final class LiteralSecrets {
  private static final String WORDS =
      "token|pass(?:word|wd|phrase)|pwd|secret|credential|authorization|cookie|(?:api|account|shared|private)"
          + "[-_.]?key|(?:en|de)cryption[-_.]key";
  private static final Pattern NAMED = Pattern.compile("(?i)" + WORDS);
  /** Names of Iceberg's that speak of a secret and hold none. */
  private static final Pattern ABOUT_SECRETS = Pattern.compile(
      "(?i)refresh-credentials|(?:token-)?credentials?-provider|token-(?:exchange|refresh|expires)");

  private static final Pattern IN_QUERY =
      Pattern.compile("(?i)(?:(?:" + WORDS + ")s?|[?&]sig)=[^&;\\s]");
  /** {@code //user:password@}, and {@code //anything@} by HTTP. */
  private static final Pattern IN_AUTHORITY =
      Pattern.compile("(?i)//[^/@\\s:]*:[^/@\\s]+@|^https?://[^/@\\s]+@");
  /** {@code jdbc:oracle:thin:user/password@host}. */
  private static final Pattern ORACLE = Pattern.compile("(?i)^jdbc:oracle:[^@/]*/[^@]+@");

  private LiteralSecrets() {}

  /** Whether a property of this name holds a secret. */
  static boolean named(String property) {
    return NAMED.matcher(ABOUT_SECRETS.matcher(property).replaceAll("")).find();
  }

  /** Whether an address, or another value, has a password in it. */
  static boolean inAddress(String value) {
    return IN_QUERY.matcher(value).find()
        || IN_AUTHORITY.matcher(value).find()
        || ORACLE.matcher(value).find();
  }
}
