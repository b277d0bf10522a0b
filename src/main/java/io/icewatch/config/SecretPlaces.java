package io.icewatch.config;

import io.icewatch.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where secrets are kept; none is ever part of the configuration itself. */
final class SecretPlaces {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SecretPlaces() {}

  /**
   * The place that one of two keys names; empty without a report when both are absent.
   *
   * @param fileKey whose value is the path of a file
   * @param variableKey whose value is the name of an environment variable
   */
  static Optional<Secret> either(Section section, String fileKey, String variableKey) {
    Optional<Secret> file = file(section, fileKey).map(Secret.InFile::new);
    Optional<Secret> variable = variable(section, variableKey).map(Secret.InEnvironment::new);
    if (section.names(fileKey) && section.names(variableKey)) {
      section
          .scope()
          .findings()
          .problem(
              section.path(),
              section.at(),
              "both " + fileKey + " and " + variableKey,
              "exactly one of " + fileKey + " and " + variableKey);
    }
    return file.or(() -> variable);
  }

  private static Optional<String> variable(Section section, String key) {
    String expected = "the name of an environment variable";
    Optional<Text> text = section.text(key, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Findings findings = section.scope().findings();
    String name = text.get().value();
    // What is no name may be the secret itself by mistake: it is not shown.
    if (!name.equals(text.get().written()) || !VARIABLE.matcher(name).matches()) {
      findings.problem(text.get().path(), text.get().at(), "something else", expected);
    } else if (section.scope().env().getOrDefault(name, "").isBlank()) {
      findings.problem(text.get(), "an environment variable that is set");
    } else {
      return Optional.of(name);
    }
    return Optional.empty();
  }

  /** The path of a file that holds a secret; empty without a report when the key is absent. */
  static Optional<Path> file(Section section, String key) {
    Optional<Text> text = section.text(key, "the path of a file");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // A variable here may hold the secret itself by mistake: its value is not shown.
    Text written = new Text(
        text.get().written(),
        text.get().written(),
        text.get().path(),
        text.get().at());
    Optional<Path> path = Paths.resolve(section.scope(), text.get().value());
    if (path.isEmpty()) {
      section.scope().findings().problem(written, "the path of a file");
      return Optional.empty();
    }
    Optional<String> trouble = trouble(path.get());
    if (trouble.isPresent() && section.scope().secretsRequired()) {
      section.scope().findings().problem(written, trouble.get());
    } else if (trouble.isPresent()) {
      section.scope().findings().warning(written, trouble.get());
    }
    return path;
  }

  /** What is expected of a secret file that this one is not. */
  private static Optional<String> trouble(Path path) {
    try {
      if (!Files.exists(path)) {
        return Optional.of("a file that exists");
      }
      if (!Files.isRegularFile(path)) {
        return Optional.of("a regular file");
      }
      if (!Files.isReadable(path)) {
        return Optional.of("a file that this user may read");
      }
      return Files.size(path) == 0 ? Optional.of("a file that is not empty") : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.of("a file that can be read");
    }
  }
}
