package io.icewatch.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code basic_auth_users}: names with bcrypt hashes. */
final class WebUsers {
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$(?<cost>[0-9]{2})\\$[./A-Za-z0-9]{53}");

  /** Each step doubles the time of a check: 15 are about 2 s. */
  private static final int MOST_COST = 15;

  private static final int LEAST_COST = 4;

  private WebUsers() {}

  static Map<String, String> read(StrictMapping given) {
    Map<String, String> users = new LinkedHashMap<>();
    for (String user : given.keys()) {
      if (!user.matches("[^:\\p{Cntrl}]+") || user.isBlank()) {
        given.problem(Text.printable(user), "no name", "a user name without a colon");
      } else if (user.equals("icewatch")) {
        given.problem(user, "a user", "another name; under this one the daemon itself acts");
      } else {
        hash(given, user).ifPresent(hash -> users.put(user, hash));
      }
    }
    return users;
  }

  /** What is no hash may be the password itself: it is not shown. */
  private static Optional<String> hash(StrictMapping given, String user) {
    String expected = "a bcrypt hash, as htpasswd -nB makes";
    Optional<String> text = given.has(user) ? given.scalar(user) : Optional.empty();
    Matcher matcher = BCRYPT.matcher(text.orElse(""));
    if (!matcher.matches()) {
      given.problem(user, "something else", expected);
      return Optional.empty();
    }
    int cost = Integer.parseInt(matcher.group("cost"));
    if (cost < LEAST_COST || cost > MOST_COST) {
      given.problem(user, "cost " + cost, "a cost of " + LEAST_COST + " to " + MOST_COST);
      return Optional.empty();
    }
    return text;
  }
}
