package io.icewatch.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/**
 * Leaves out of a REST catalog's answers the configuration that is not the server's to choose here.
 *
 * <p>A server's word wins over the client's in Iceberg; many name a FileIO, and one that is not on
 * the class path would fail a read that needs no file at all.
 */
final class ServerConfig {
  private static final Set<String> OURS = Set.of(
      "io-impl",
      "metrics-reporter-impl",
      "rest-metrics-reporting-enabled",
      "snapshot-loading-mode",
      SourceFileIO.DELEGATE);

  private ServerConfig() {}

  /** The answer without them; the same object where it has none. */
  static RESTResponse without(RESTResponse answer) {
    if (answer instanceof ConfigResponse config) {
      return ConfigResponse.builder()
          .withDefaults(rest(config.defaults()))
          .withOverrides(rest(config.overrides()))
          .withEndpoints(config.endpoints())
          .withIdempotencyKeyLifetime(config.idempotencyKeyLifetime())
          .build();
    }
    if (answer instanceof LoadTableResponse table
        && table.config().keySet().stream().anyMatch(OURS::contains)) {
      LoadTableResponse.Builder kept = LoadTableResponse.builder()
          .withTableMetadata(table.tableMetadata())
          .addAllConfig(rest(table.config()))
          .addAllCredentials(table.credentials());
      if (table.remoteSigningConfig() != null) {
        kept.withRemoteSigningConfig(table.remoteSigningConfig());
      }
      return kept.build();
    }
    return answer;
  }

  private static Map<String, String> rest(Map<String, String> config) {
    Map<String, String> rest = new HashMap<>(config);
    rest.keySet().removeAll(OURS);
    return rest;
  }
}
