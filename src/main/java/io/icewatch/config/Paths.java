package io.icewatch.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves paths of the file against the directory it lies in. */
final class Paths {
  private Paths() {}

  /** Empty when the text is no path. */
  static Optional<Path> resolve(Scope scope, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scope.file().resolveSibling(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
