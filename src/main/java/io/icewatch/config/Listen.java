package io.icewatch.config;

/**
 * Where the web server listens.
 *
 * @param host a name or address; IPv6 without brackets
 * @param port 1 to 65535, or 0 for any free one
 */
public record Listen(String host, int port) {
  public Listen {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: '" + host + "' (expected: a name or an address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /** 0.0.0.0:9912. */
  public static Listen defaults() {
    return new Listen("0.0.0.0", 9912);
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
