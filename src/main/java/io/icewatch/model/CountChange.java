package io.icewatch.model;

import java.time.Instant;

/**
 * A poll that saw another number of data files in the source than the poll before it; or the same
 * number, as the first poll after a TIMESTAMP checkpoint, from which on a rise is data beyond it.
 *
 * @param at when the poll was answered, by the daemon's clock
 * @param files live data files of the current snapshot, 0 or more
 */
public record CountChange(Instant at, long files) {
  public CountChange {
    Checks.notNegative("files", files);
  }
}
