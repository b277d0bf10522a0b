package io.icewatch.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One controller as views see it.
 *
 * @param name its name in the configuration
 * @param asked whether any question to it has ended, whatever came of it
 * @param breaker whether questions go out to it
 * @param clockSkew its clock less the daemon's, to about a second; empty before it was estimated
 */
public record ControllerState(
    String name, boolean asked, BreakerState breaker, Optional<Duration> clockSkew) {
  public ControllerState {
    Checks.text("name", name);
  }

  /** A controller before the first question. */
  public static ControllerState initial(String name) {
    return new ControllerState(name, false, BreakerState.CLOSED, Optional.empty());
  }
}
