package io.icewatch.catalog;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one commit added, as far as it counts as data.
 *
 * @param change whether rows came or went
 * @param files data files added; {@link #UNKNOWN} when nothing tells; 0 for a compaction
 * @param records rows in them; likewise
 * @param bytes their size, or when not exact a number it does not exceed; likewise
 * @param bytesExact false where delete files are in the number too
 * @param liveFiles data files of the table after the commit, or {@link #UNKNOWN}
 * @param complete whether the manifest list could add nothing but {@code liveFiles}
 */
record Counts(
    Operation operation,
    Change change,
    long files,
    long records,
    long bytes,
    boolean bytesExact,
    long liveFiles,
    boolean complete) {
  static final long UNKNOWN = -1;

  private static final long ABSENT = -1;
  private static final long BAD = -2;

  /** Writers that count at all leave one of these, even in an empty commit. */
  private static final Set<String> SIGNS_OF_COUNTING = Set.of(
      "added-data-files",
      "deleted-data-files",
      "added-delete-files",
      "removed-delete-files",
      "changed-partition-count");

  /**
   * Reads a snapshot's summary; a count that is zero is left out by Iceberg's own writers, so an
   * absent one is 0 only where the writer evidently counted.
   */
  static Counts of(@Nullable String word, @Nullable Map<String, String> summary) {
    Operation operation = Operation.of(word);
    Map<String, String> counts = summary == null ? Map.of() : summary;
    long live = Math.max(UNKNOWN, number(counts, "total-data-files"));
    if (operation == Operation.REPLACE) {
      return new Counts(operation, Change.NO, 0, 0, 0, true, live, true);
    }
    long files = number(counts, "added-data-files");
    long records = number(counts, "added-records");
    long removed = number(counts, "deleted-data-files");
    long deletes = number(counts, "added-delete-files");
    long undone = number(counts, "removed-delete-files");
    boolean bad = files == BAD || records == BAD || removed == BAD || deletes == BAD;
    boolean counted = counts.keySet().stream().anyMatch(SIGNS_OF_COUNTING::contains);
    boolean consistent = files > 0 ? records >= 0 : records <= 0;
    if (operation == Operation.NONE || bad || undone == BAD || !counted || !consistent) {
      return new Counts(operation, Change.MAYBE, UNKNOWN, UNKNOWN, UNKNOWN, false, live, false);
    }
    boolean changed = files > 0 || removed > 0 || deletes > 0 || undone > 0;
    return new Counts(
        operation,
        changed ? Change.YES : Change.NO,
        Math.max(0, files),
        Math.max(0, records),
        bytes(counts, Math.max(0, files)),
        files <= 0 || deletes <= 0,
        live,
        true);
  }

  /**
   * The size of {@code files} added data files by the summary. In Iceberg's summaries it counts
   * delete files and deletion vectors too.
   */
  static long bytes(Map<String, String> summary, long files) {
    return files == 0 ? 0 : Math.max(UNKNOWN, number(summary, "added-files-size"));
  }

  private static long number(Map<String, String> summary, String key) {
    String text = summary.get(key);
    if (text == null) {
      return ABSENT;
    }
    try {
      long value = Long.parseLong(text.trim());
      return value < 0 ? BAD : value;
    } catch (NumberFormatException e) {
      return BAD;
    }
  }
}
