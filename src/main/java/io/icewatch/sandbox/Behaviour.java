package io.icewatch.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a table's runs go; it may change while a run is in flight. */
public enum Behaviour {
  /** Every file becomes a segment. */
  HEALTHY,
  /** The same, at twenty times the table's time per file. */
  SLOW,
  /** Half of the files, ten at most, then FAILED. A run that finds no file completes. */
  FAILING,
  /** Half of the files, ten at most, then RUNNING without progress until this changes. */
  STUCK,
  /** COMPLETED with one segment fewer than files, as {@code continueOnFileError} allows. */
  SKIPPING,
  /** The catalog cannot be asked: runs fail at once, checkpoint and files answer 500. */
  BROKEN_CATALOG;

  private static final int SLOWDOWN = 20;
  private static final int MIDWAY_AT_MOST = 10;

  /** The next step of a run that has taken {@code taken} of {@code files} files. */
  Step next(int taken, int files) {
    int midway = Math.min(files / 2, MIDWAY_AT_MOST);
    return switch (this) {
      case HEALTHY, SLOW, BROKEN_CATALOG -> taken < files ? Step.INGEST : Step.FINISH;
      case FAILING -> files == 0 ? Step.FINISH : taken < midway ? Step.INGEST : Step.FAIL;
      case STUCK -> taken < midway ? Step.INGEST : Step.WAIT;
      case SKIPPING -> taken < files - 1 ? Step.INGEST : taken < files ? Step.SKIP : Step.FINISH;
    };
  }

  /** How many times the table's time per file one file takes. */
  int slowdown() {
    return this == SLOW ? SLOWDOWN : 1;
  }

  /** The word for it in a query string: {@code broken-catalog}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The behaviour of that word.
   *
   * @throws IllegalArgumentException for a word that is none of {@link #word}
   */
  public static Behaviour of(String word) {
    return Arrays.stream(values())
        .filter(b -> b.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("mode: '"
            + word
            + "' (expected: one of "
            + Arrays.stream(values()).map(Behaviour::word).collect(Collectors.joining(", "))
            + ")"));
  }
}
