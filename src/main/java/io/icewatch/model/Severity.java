package io.icewatch.model;

import java.util.Locale;

/** How much an alert asks of people. */
public enum Severity {
  /** Somebody is woken. */
  CRITICAL,
  /** A ticket: somebody looks in working hours. */
  WARNING,
  /** Nobody looks: it is there to be missed when it stops. */
  NONE;

  /** The value of the {@code severity} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
