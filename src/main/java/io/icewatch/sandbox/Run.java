package io.icewatch.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run in flight.
 *
 * @param upTo the snapshot it ingests; empty while the source has none
 * @param files locations of the data files it found
 * @param taken how many of them it has dealt with
 * @param segments how many of those became a segment
 */
record Run(Instant start, Optional<Commit> upTo, List<String> files, int taken, int segments) {
  Run {
    files = List.copyOf(files);
  }

  static Run of(Instant start, Optional<Commit> upTo, List<String> files) {
    return new Run(start, upTo, files, 0, 0);
  }

  String nextFile() {
    return files.get(taken);
  }

  Run ingested() {
    return new Run(start, upTo, files, taken + 1, segments + 1);
  }

  Run skipped() {
    return new Run(start, upTo, files, taken + 1, segments);
  }

  RunStatus status(String table) {
    return RunStatus.running(table, start, files.size(), segments);
  }
}
