package io.icewatch.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The option of every command that colours what it prints. */
public final class ColourOptions {
  /** When there are colours. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colours: ${COMPLETION-CANDIDATES}; auto is on a terminal, unless $NO_COLOR is"
          + " set (default: ${DEFAULT-VALUE}).")
  private When when = When.AUTO;

  /** Whether to colour, by this process's environment and where its output goes. */
  boolean wanted() {
    return wanted(when, System.getenv(), Help.Ansi.AUTO.enabled());
  }

  /**
   * Whether to colour.
   *
   * @param terminal whether the output is one that can show them
   */
  static boolean wanted(When when, Map<String, String> env, boolean terminal) {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      // Set and not empty, whatever it says: see no-color.org.
      case AUTO -> env.getOrDefault("NO_COLOR", "").isEmpty() && terminal;
    };
  }
}
