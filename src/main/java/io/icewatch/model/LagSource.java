package io.icewatch.model;

import java.util.Locale;

/** What the start of the wait was measured by, best first. */
public enum LagSource {
  /** The Iceberg metadata: exact. */
  CATALOG,
  /** A TIMESTAMP checkpoint and a file count that differs from the checkpoint's. */
  TIMESTAMP,
  /** File counts alone: at most one files interval late, never early, for append-only sources. */
  OBSERVED,
  /** Nothing yet. */
  NONE;

  /** The value of the {@code lag_source} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
