package io.icewatch.web;

import io.icewatch.model.WebConfig;
import java.util.Map;

/**
 * Where to listen, and to whom.
 *
 * @param host a name or address; 0.0.0.0 for all
 * @param port 0 to 65535; 0 lets the system choose
 * @param config how it is reached at first; see {@link WebServer#apply}
 */
public record WebSettings(String host, int port, WebConfig config) {
  public WebSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: '" + host + "' (expected: a name or an address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /** Open to everybody. */
  public WebSettings(String host, int port) {
    this(host, port, WebConfig.open());
  }

  /** For these users, by name, with the bcrypt hashes of their passwords. */
  public WebSettings(String host, int port, Map<String, String> users) {
    this(host, port, WebConfig.of(users));
  }
}
