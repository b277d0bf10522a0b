package io.icewatch.model;

import java.util.Locale;

/** The one verdict on a table. */
public enum Health {
  OK,
  /** A run is in flight. */
  RUNNING,
  /** The lag is past its warning threshold. */
  BEHIND,
  /** The last run failed. */
  FAILED,
  /** A run is in flight for too long, or shows no progress. */
  STUCK,
  /** Behind, and no run has started for longer than the schedule allows. */
  STALLED,
  /** No ingestion has completed yet. */
  NEVER_INGESTED,
  /** The checkpoint's snapshot was expired or left the table's history. */
  CHECKPOINT_LOST,
  /** A table over raw files: it has a status and nothing else. */
  UNSUPPORTED,
  /** No fresh observation to judge by. */
  UNKNOWN;

  /** The value of the {@code health} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
