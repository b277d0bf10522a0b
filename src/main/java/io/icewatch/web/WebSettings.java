package io.icewatch.web;

import java.util.Map;

/**
 * Where to listen, and to whom.
 *
 * @param host a name or address; 0.0.0.0 for all
 * @param port 0 to 65535; 0 lets the system choose
 * @param users who may ask, by name, with the bcrypt hash of the password; empty: everybody
 */
public record WebSettings(String host, int port, Map<String, String> users) {
  public WebSettings {
    users = Map.copyOf(users);
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: '" + host + "' (expected: a name or an address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /** Open to everybody. */
  public WebSettings(String host, int port) {
    this(host, port, Map.of());
  }
}
