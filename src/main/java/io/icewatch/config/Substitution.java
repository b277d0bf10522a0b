package io.icewatch.config;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Fills environment variables into one scalar: {@code ${NAME}}, or {@code ${NAME:-default}} for
 * when it is unset or empty; a second dollar sign in front makes either literal.
 *
 * <p>It runs after the YAML has been parsed, so that a value can never become structure.
 */
final class Substitution {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The text with its variables filled in, or why that cannot be. */
  sealed interface Result {}

  record Filled(String text) implements Result {}

  /** The part of the text that is wrong, and what was expected of it. */
  record Wrong(String found, String expected) implements Result {}

  private Substitution() {}

  static Result fill(String text, Map<String, String> env) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    int open = text.indexOf("${");
    while (open >= 0) {
      if (open > from && text.charAt(open - 1) == '$') {
        filled.append(text, from, open - 1).append("${");
        from = open + 2;
      } else {
        int close = text.indexOf('}', open);
        if (close < 0) {
          return new Wrong(Text.printable(text.substring(open)), "a closing } after ${");
        }
        String inside = text.substring(open + 2, close);
        int colon = inside.indexOf(":-");
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (!NAME.matcher(name).matches() || inside.contains("${")) {
          return new Wrong(
              Text.printable(text.substring(open, close + 1)),
              "${NAME} or ${NAME:-default}, and $${ for a literal ${");
        }
        String value = env.get(name);
        if (colon >= 0 && (value == null || value.isEmpty())) {
          value = inside.substring(colon + 2);
        }
        if (value == null) {
          return new Wrong(
              "${" + name + "}",
              "the environment variable " + name + ", which is not set, or ${" + name
                  + ":-default}");
        }
        filled.append(text, from, open).append(value);
        from = close + 1;
      }
      open = text.indexOf("${", from);
    }
    return new Filled(filled.append(text, from, text.length()).toString());
  }
}
