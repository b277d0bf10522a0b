package io.icewatch.model;

import java.util.Locale;

/** How an ingestion run ended, as far as it was seen. */
public enum RunResult {
  COMPLETED,
  FAILED,
  /** It was seen running, and the next look showed another run: nobody saw its end. */
  UNSEEN;

  /** The value of the {@code result} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
