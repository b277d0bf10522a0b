package io.icewatch.model;

import java.util.Locale;

/** How far the auto-trigger may go, from nothing to everything. */
public enum TriggerMode {
  /** Decides nothing. The word is not {@code off}, which YAML reads as false. */
  DISABLED,
  /** Decides, records and counts as {@link #AUTO} does, and sends nothing. */
  DRY_RUN,
  /** Asks controllers to start runs. */
  AUTO;

  /** The word of the configuration and of the {@code mode} label. */
  public String label() {
    return this == DRY_RUN ? "dry-run" : name().toLowerCase(Locale.ROOT);
  }

  /** The more careful of the two. */
  public TriggerMode atMost(TriggerMode ceiling) {
    return compareTo(ceiling) <= 0 ? this : ceiling;
  }
}
