package io.icewatch.cli;

import java.util.Locale;

/** How log lines look: one event is one line in either. */
public enum LogFormat {
  /** {@code ts=... level=info logger=... msg="..." key=value}. */
  LOGFMT,
  /** A JSON object. */
  JSON;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
