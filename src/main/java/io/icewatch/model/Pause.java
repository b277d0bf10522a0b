package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that nothing is to be triggered.
 *
 * @param table the table it holds for; empty for all
 * @param by who said so
 * @param reason why
 * @param since from when on, by the daemon's clock
 * @param until the first moment it no longer holds for; empty until it is taken back
 */
public record Pause(
    Optional<TableId> table, String by, String reason, Instant since, Optional<Instant> until) {
  public Pause {
    Checks.text("by", by);
    Checks.text("reason", reason);
    if (until.isPresent() && !until.get().isAfter(since)) {
      throw new IllegalArgumentException(
          "until: " + until.get() + " (expected: after since, " + since + ")");
    }
  }

  /** Whether it keeps a table from being triggered; one that begins later does so already. */
  public boolean holds(TableId id, Instant now) {
    return table.map(id::equals).orElse(true) && lasts(now);
  }

  /** Whether it is not over yet. */
  public boolean lasts(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }
}
