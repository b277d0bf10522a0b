package io.icewatch.config;

import java.util.Optional;

/**
 * What holds of a table's catalog at one level of the file.
 *
 * @param name the catalog, one that is defined; empty when none is named
 * @param branch the branch that is ingested; empty when none is named
 * @param enabled whether the catalog is asked at all
 */
record CatalogChoice(Optional<String> name, Optional<String> branch, boolean enabled) {
  /** The built-in default: no catalog. */
  static CatalogChoice none() {
    return new CatalogChoice(Optional.empty(), Optional.empty(), true);
  }
}
