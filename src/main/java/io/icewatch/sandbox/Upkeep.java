package io.icewatch.sandbox;

import java.time.Duration;

/**
 * What happens to a table's source by itself, beside its writer.
 *
 * @param deed what is done
 * @param after how long after the start; a compaction comes again after the same time
 */
public record Upkeep(Deed deed, Duration after) {
  /** Real operations of Iceberg, whatever they do to ingestion. */
  public enum Deed {
    /** Small files are rewritten into one, again and again. */
    COMPACT,
    /** Once, the snapshot of the checkpoint is taken back. */
    ROLL_BACK,
    /** Once, all snapshots but the newest are expired, the checkpoint's child among them. */
    EXPIRE,
    /** Once, the table is dropped and created again. */
    RECREATE
  }

  /** How soon a deed that was not possible yet is tried again. */
  private static final Duration AGAIN = Duration.ofMillis(500);

  public Upkeep {
    if (after.toMillis() < 1) {
      throw new IllegalArgumentException("after: " + after + " (expected: at least PT0.001S)");
    }
  }

  Duration every() {
    return deed == Deed.COMPACT ? after : AGAIN;
  }

  /** Does it if that is possible now; true when it need not be done again. */
  boolean doneTo(WatchedTable table) {
    return switch (deed) {
      case COMPACT -> {
        table.compact();
        yield false;
      }
      case ROLL_BACK -> table.rollBack();
      case EXPIRE -> {
        if (table.truth().pendingSnapshots() > 1) {
          table.expire();
        }
        // A run that was in flight may have moved the checkpoint meanwhile.
        yield table.truth().position().equals("gap");
      }
      case RECREATE -> {
        table.recreate();
        yield true;
      }
    };
  }
}
