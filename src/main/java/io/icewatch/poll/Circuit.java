package io.icewatch.poll;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.icewatch.model.BreakerState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether a server may be asked now: the pause it asked for, and its circuit breaker.
 *
 * <p>Each permission must be followed by {@link #answered}, {@link #nobodyHome} or {@link #unused}.
 * Thread-safe.
 */
final class Circuit {
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(5);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

  private final String who;
  private final Clock steady;
  private final CircuitBreaker breaker;
  private volatile Instant pausedUntil = Instant.EPOCH;
  private volatile String lastFailure = "";

  /**
   * @param who the server in messages: {@code the controller}
   * @param steady measures the waiting
   */
  Circuit(String who, Clock steady) {
    this.who = who;
    this.steady = steady;
    // Half of at least five: one slow table among healthy ones does not open it.
    this.breaker = CircuitBreaker.of(
        who,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(
                IntervalFunction.ofExponentialBackoff(FIRST_BACK_OFF, 2, LONGEST_BACK_OFF))
            .clock(steady)
            .build());
  }

  /** Why nothing may be asked now; empty is the permission for one question. */
  Optional<String> refusal() {
    Duration pause = Duration.between(steady.instant(), pausedUntil);
    if (!pause.isNegative() && !pause.isZero()) {
      return Optional.of(
          who + " asked for a pause; " + (pause.toSeconds() + 1) + "s of it are left");
    }
    return breaker.tryAcquirePermission()
        ? Optional.empty()
        : Optional.of(who + "'s circuit is open; last: " + lastFailure);
  }

  /** The permission was not used. */
  void unused() {
    breaker.releasePermission();
  }

  /** The server answered, well or not. */
  void answered(Duration took) {
    breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The failure speaks of the server as a whole rather than of the question. */
  void nobodyHome(String message, Duration took) {
    lastFailure = message;
    breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new NobodyHome(message));
  }

  /** The server asked to be left alone: some seconds if it did not say for how long. */
  void pause(Optional<Duration> asked) {
    Duration pause = asked.orElse(USUAL_PAUSE);
    pausedUntil = steady.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }

  /** Tells the breaker what happened; it wants a throwable. */
  private static final class NobodyHome extends Exception {
    private static final long serialVersionUID = 1L;

    NobodyHome(String message) {
      super(message, null, false, false);
    }
  }
}
