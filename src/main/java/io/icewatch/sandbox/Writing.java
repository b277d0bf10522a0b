package io.icewatch.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * What is committed to a table, and when.
 *
 * @param initialFiles files of the first snapshot, made at start; 0 leaves the table empty
 * @param every the time between two commits of the writer; the first follows the start at once;
 *     empty: no writer
 * @param filesPerCommit files of each of the writer's commits, 1 or more
 */
public record Writing(int initialFiles, Optional<Duration> every, int filesPerCommit) {
  public Writing {
    if (initialFiles < 0) {
      throw new IllegalArgumentException(
          "initialFiles: " + initialFiles + " (expected: 0 or more)");
    }
    if (filesPerCommit < 1) {
      throw new IllegalArgumentException(
          "filesPerCommit: " + filesPerCommit + " (expected: 1 or more)");
    }
    if (every.isPresent() && every.get().toMillis() < 1) {
      throw new IllegalArgumentException(
          "every: " + every.get() + " (expected: at least PT0.001S)");
    }
  }

  /** A first snapshot of {@code initialFiles} files and no writer. */
  public static Writing once(int initialFiles) {
    return new Writing(initialFiles, Optional.empty(), 1);
  }

  /** The same with a writer. */
  public Writing then(Duration every, int filesPerCommit) {
    return new Writing(initialFiles, Optional.of(every), filesPerCommit);
  }
}
