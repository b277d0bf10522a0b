package io.icewatch.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that a test runs: demanded in CI, skipped with a reason elsewhere. */
public final class Programs {
  private Programs() {}

  /** The program's path; skips the test, or fails it where {@code CI=true}, when there is none. */
  public static Path require(String program) {
    Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(program + ": not on the PATH (expected: installed, for CI=true)");
    }
    Assumptions.assumeTrue(found.isPresent(), program + " is not installed");
    return found.orElseThrow();
  }
}
