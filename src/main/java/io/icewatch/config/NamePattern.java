package io.icewatch.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A pattern of the file that tables' names are held against, whole names as in Prometheus.
 *
 * <p>Its language is RE2's: what a match costs grows with the length of the name alone, and the
 * pattern itself is bounded too, so none can hang the daemon.
 *
 * @param path the key's path, {@code controllers[0].discover.include[1]}
 * @param at its place in the file
 */
public record NamePattern(Pattern pattern, String path, Position at) {
  private static final int LONGEST = 1_000;

  /** The most steps of a pattern, about; each character of a name takes each once at most. */
  private static final int MOST_STEPS = 5_000;

  private static final String EXPECTED = "a regular expression (RE2) for whole names";

  /** The pattern; empty when it is none, and then that has been reported. */
  static Optional<NamePattern> of(Text text, Findings findings) {
    if (text.value().isEmpty()) {
      findings.problem(text, EXPECTED + "; .* is every name");
      return Optional.empty();
    }
    if (text.value().length() > LONGEST) {
      findings.problem(text, EXPECTED + " of at most " + LONGEST + " characters");
      return Optional.empty();
    }
    if (PatternSize.of(text.value()) > MOST_STEPS) {
      findings.problem(
          text, "a pattern of at most " + MOST_STEPS + " steps, repetitions written out");
      return Optional.empty();
    }
    try {
      Pattern pattern = Pattern.compile(text.value());
      return Optional.of(new NamePattern(pattern, text.path(), text.at()));
    } catch (PatternSyntaxException e) {
      findings.problem(text, EXPECTED + ": " + Text.printable(e.getDescription()));
      return Optional.empty();
    }
  }

  /** Whether it is a pattern of the whole name. */
  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** The pattern as it was written. */
  public String text() {
    return pattern.pattern();
  }
}
