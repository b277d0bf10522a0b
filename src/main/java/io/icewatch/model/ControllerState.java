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
 * @param discovery how the discovery of its tables stands; empty where there is none
 */
public record ControllerState(
    String name,
    boolean asked,
    BreakerState breaker,
    Optional<Duration> clockSkew,
    Optional<DiscoveryState> discovery) {
  public ControllerState {
    Checks.text("name", name);
  }

  /** Without discovery. */
  public ControllerState(
      String name, boolean asked, BreakerState breaker, Optional<Duration> clockSkew) {
    this(name, asked, breaker, clockSkew, Optional.empty());
  }

  /** The same with another state of its discovery. */
  public ControllerState withDiscovery(Optional<DiscoveryState> other) {
    return new ControllerState(name, asked, breaker, clockSkew, other);
  }

  /** A controller before the first question. */
  public static ControllerState initial(String name) {
    return new ControllerState(name, false, BreakerState.CLOSED, Optional.empty());
  }
}
