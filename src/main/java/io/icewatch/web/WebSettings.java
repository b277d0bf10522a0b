package io.icewatch.web;

/**
 * Where to listen.
 *
 * @param host a name or address; 0.0.0.0 for all
 * @param port 0 to 65535; 0 lets the system choose
 */
public record WebSettings(String host, int port) {
  public WebSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: '" + host + "' (expected: a name or an address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }
}
