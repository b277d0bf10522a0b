package io.icewatch.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach one catalog.
 *
 * @param name its name in labels, messages and tables' settings
 * @param type {@code rest}, {@code jdbc}, {@code glue}, {@code hadoop}, {@code hive}, or the name of
 *     a class that implements Iceberg's Catalog
 * @param uri the REST base address, the JDBC URL, the metastore; empty where the type needs none
 * @param warehouse as the catalog understands it; empty where the type needs none
 * @param properties passed on to Iceberg as they stand
 * @param secrets properties whose values are kept elsewhere, such as {@code jdbc.password}
 * @param auth for a REST catalog
 * @param limits how much it is asked at most, and how long it is waited for
 */
public record CatalogSettings(
    String name,
    String type,
    Optional<String> uri,
    Optional<String> warehouse,
    Map<String, String> properties,
    Map<String, Secret> secrets,
    CatalogAuth auth,
    Limits limits) {

  /**
   * How much a catalog is asked at most, and how long it is waited for.
   *
   * @param maxConcurrent questions in flight, and threads, 1 to 64
   * @param requestsPerSecond questions a second, 1 to 1,000
   * @param connectTimeout for a connection, at least 100 ms
   * @param readTimeout for the next bytes of an answer, at least 100 ms
   * @param maxManifestLists manifest lists read for one answer at most, 0 to 1,000; they are needed
   *     only for commits whose writer left out the summary
   */
  public record Limits(
      int maxConcurrent,
      int requestsPerSecond,
      Duration connectTimeout,
      Duration readTimeout,
      int maxManifestLists) {
    public Limits {
      within("maxConcurrent", maxConcurrent, 1, 64);
      within("requestsPerSecond", requestsPerSecond, 1, 1000);
      Checks.atLeast("connectTimeout", connectTimeout, Duration.ofMillis(100));
      Checks.atLeast("readTimeout", readTimeout, Duration.ofMillis(100));
      within("maxManifestLists", maxManifestLists, 0, 1000);
    }

    private static void within(String name, int value, int low, int high) {
      if (value < low || value > high) {
        throw new IllegalArgumentException(
            name + ": " + value + " (expected: " + low + " to " + high + ")");
      }
    }

    /** 4 in flight, 20 a second, 5 s to connect, 20 s for the next bytes, 100 manifest lists. */
    public static Limits defaults() {
      return new Limits(4, 20, Duration.ofSeconds(5), Duration.ofSeconds(20), 100);
    }
  }

  public CatalogSettings {
    Checks.text("name", name);
    Checks.text("type", type);
    properties = Map.copyOf(properties);
    secrets = Map.copyOf(secrets);
  }
}
