package io.icewatch.catalog;

/**
 * One setting by which a catalog could not be read.
 *
 * @param path the key in the configuration: {@code catalogs.lake.warehouse}
 * @param found the value, secrets blotted out, or what there is in its place
 * @param expected what would have been right
 */
public record CatalogProblem(String path, String found, String expected) {
  /** {@code catalogs.lake.uri: nothing (expected: a JDBC URL, jdbc:...)}. */
  @Override
  public String toString() {
    return path + ": " + found + " (expected: " + expected + ")";
  }
}
