package io.icewatch.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the web server is reached, and by whom: what a file in the format of Prometheus'
 * exporter-toolkit says.
 *
 * @param tls without it the server speaks plain HTTP
 * @param http2 whether HTTP/2 is offered; only with TLS
 * @param headers set on every answer, over what the answer says itself
 * @param users who may ask, by name, with the bcrypt hash of the password; empty: everybody
 * @param rateLimit how many requests are answered at most
 */
public record WebConfig(
    Optional<ServerTls> tls,
    boolean http2,
    Map<String, String> headers,
    Map<String, String> users,
    Optional<RateLimit> rateLimit) {
  private static final WebConfig OPEN =
      new WebConfig(Optional.empty(), true, Map.of(), Map.of(), Optional.empty());

  public WebConfig {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
  }

  /**
   * A token bucket.
   *
   * @param interval in which one more request may come, more than 0
   * @param burst requests that may come at once, at least 1
   */
  public record RateLimit(Duration interval, int burst) {
    public RateLimit {
      if (interval.isNegative() || interval.isZero() || burst < 1) {
        throw new IllegalArgumentException("rate limit: " + burst + " each " + interval
            + " (expected: at least one, and more than 0)");
      }
    }
  }

  /** Plain HTTP for everybody. */
  public static WebConfig open() {
    return OPEN;
  }

  /** Plain HTTP for these. */
  public static WebConfig of(Map<String, String> users) {
    return new WebConfig(Optional.empty(), true, Map.of(), users, Optional.empty());
  }

  /** Without the hashes. */
  @Override
  public String toString() {
    return "WebConfig[tls=" + tls + ", http2=" + http2 + ", headers=" + headers.keySet()
        + ", users=" + users.keySet() + ", rateLimit=" + rateLimit + "]";
  }
}
