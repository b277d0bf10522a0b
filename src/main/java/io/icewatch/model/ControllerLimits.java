package io.icewatch.model;

/**
 * How much a controller is asked at most.
 *
 * @param maxConcurrent questions in flight, 1 to 256
 * @param requestsPerSecond questions a second, 1 to 100,000
 */
public record ControllerLimits(int maxConcurrent, int requestsPerSecond) {
  public ControllerLimits {
    if (maxConcurrent < 1 || maxConcurrent > 256) {
      throw new IllegalArgumentException(
          "maxConcurrent: " + maxConcurrent + " (expected: 1 to 256)");
    }
    if (requestsPerSecond < 1 || requestsPerSecond > 100_000) {
      throw new IllegalArgumentException(
          "requestsPerSecond: " + requestsPerSecond + " (expected: 1 to 100000)");
    }
  }

  /** 16 in flight, 100 a second. */
  public static ControllerLimits defaults() {
    return new ControllerLimits(16, 100);
  }
}
