package io.icewatch.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong while a file is read; the same thing found twice counts once. */
final class Findings {
  private static final Comparator<Problem> BY_PLACE = Comparator.<Problem>comparingInt(
          problem -> problem.at().map(Position::line).orElse(0))
      .thenComparingInt(problem -> problem.at().map(Position::column).orElse(0));

  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();

  void problem(String path, Position at, String found, String expected) {
    problems.add(new Problem(path, Optional.of(at), found, expected));
  }

  /** A problem of the file as a whole. */
  void problem(String file, String found, String expected) {
    problems.add(new Problem(file, Optional.empty(), found, expected));
  }

  void problem(Text text, String expected) {
    problem(text.path(), text.at(), text.shown(), expected);
  }

  void warning(String path, Position at, String found, String expected) {
    warnings.add(new Problem(path, Optional.of(at), found, expected));
  }

  void warning(Text text, String expected) {
    warning(text.path(), text.at(), text.shown(), expected);
  }

  /** In the order of the file. */
  List<Problem> problems() {
    return problems.stream().sorted(BY_PLACE).toList();
  }

  /** In the order of the file. */
  List<Problem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }
}
