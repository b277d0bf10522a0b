package io.icewatch.model;

import java.util.Locale;

/** Whether questions go out to a controller or a catalog. */
public enum BreakerState {
  /** Questions go out. */
  CLOSED,
  /** One question goes out, to see whether the other side is back. */
  HALF_OPEN,
  /** None goes out until the back-off step is over. */
  OPEN;

  /** The value of the {@code state} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
