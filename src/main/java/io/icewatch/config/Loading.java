package io.icewatch.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface Loading {
  /**
   * The file can be used.
   *
   * @param warnings what is allowed and probably not meant, in the order of the file
   * @param catalogs where each key below {@code catalogs} stands
   */
  record Loaded(Configuration configuration, List<Problem> warnings, Places catalogs)
      implements Loading {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The file cannot be used.
   *
   * @param problems all of them, in the order of the file; at least one
   */
  record Invalid(List<Problem> problems) implements Loading {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems: none (expected: at least one)");
      }
    }
  }
}
