package io.icewatch.model;

import java.time.Duration;

/** Asks one controller for ingestion runs. */
@FunctionalInterface
public interface RunStarter {
  /**
   * Asks once for a run of one table, never again by itself; may be called from any thread.
   *
   * @param table the name of exactly one table, with its type
   * @param timeout how long the caller may be blocked
   */
  CallOutcome start(String table, Duration timeout);
}
