package io.icewatch.model;

import java.util.Locale;

/** The word a controller uses for the state of a table's last ingestion run. */
public enum WatcherStatus {
  /** No run yet, or between scheduled runs. */
  IDLE,
  RUNNING,
  COMPLETED,
  FAILED;

  /** The value of the {@code status} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
