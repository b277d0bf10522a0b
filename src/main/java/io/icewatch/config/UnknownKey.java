package io.icewatch.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says what a key that does not belong where it stands was probably meant to be. */
final class UnknownKey {
  private static final Set<String> SECRETS = Set.of(
      "token",
      "bearertoken",
      "accesstoken",
      "apitoken",
      "password",
      "passwd",
      "secret",
      "clientsecret");

  private UnknownKey() {}

  /** What was expected in place of {@code key} in this section of the {@link Schema}. */
  static String expectation(String section, String key) {
    Set<String> known = Schema.keysOf(section);
    if (SECRETS.contains(plain(key))) {
      String file = Stream.of("passwordFile", "clientSecretFile", "file")
          .filter(known::contains)
          .findFirst()
          .orElse("bearerTokenFile");
      return "a secret in a file of its own: "
          + (known.contains("secrets") ? "auth." : "")
          + file
          + ", the path of that file";
    }
    if (key.equals("<<")) {
      return "no merge keys; what tables share belongs in defaults or in their controller";
    }
    return nearest(key, known)
        .or(() -> deeper(section, key))
        .map(meant -> "a known key; did you mean " + meant + "?")
        .orElseGet(() -> "one of " + String.join(", ", known));
  }

  private static Optional<String> nearest(String key, Set<String> known) {
    String wanted = plain(key);
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(wanted, plain(candidate));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return bestDistance <= Math.max(1, best.length() / 4) ? Optional.of(best) : Optional.empty();
  }

  /** The key one section down: {@code interval} beside {@code poll}. */
  private static Optional<String> deeper(String section, String key) {
    for (String child : Schema.keysOf(section)) {
      String below = section.isEmpty() ? child : section + "." + child;
      if (Schema.keysOf(below).contains(key)) {
        return Optional.of(child + "." + key);
      }
    }
    return Optional.empty();
  }

  private static String plain(String key) {
    return key.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters must be added, dropped, replaced or swapped with their neighbour. */
  private static int distance(String a, String b) {
    if (a.length() > 40) {
      return Integer.MAX_VALUE;
    }
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int replace = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, steps[i - 2][j - 2] + 1);
        }
        steps[i][j] = best;
      }
    }
    return steps[a.length()][b.length()];
  }
}
