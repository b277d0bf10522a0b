package io.icewatch.config;

import java.util.Optional;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param path the key, as in {@code controllers[0].poll.interval}; the file's name when it is about
 *     the whole file
 * @param at where in the file
 * @param found the value, or what there is in its place
 * @param expected what would have been right
 */
public record Problem(String path, Optional<Position> at, String found, String expected) {
  public Problem {
    if (path.isBlank()) {
      throw new IllegalArgumentException("path: '" + path + "' (expected: a key or a file name)");
    }
  }

  /** {@code controllers[0].poll.interval: 0s at line 7:15 (expected: at least 1s)}. */
  @Override
  public String toString() {
    return path
        + ": "
        + found
        + at.map(position -> " at line " + position).orElse("")
        + " (expected: "
        + expected
        + ")";
  }
}
