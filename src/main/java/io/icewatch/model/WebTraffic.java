package io.icewatch.model;

import java.util.Map;

/**
 * What the web server is at.
 *
 * @param connections open now
 * @param refused requests and connections that were not served as asked so far, by reason
 */
public record WebTraffic(int connections, Map<String, Long> refused) {
  public WebTraffic {
    refused = Map.copyOf(refused);
  }
}
