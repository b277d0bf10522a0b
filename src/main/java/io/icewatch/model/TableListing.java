package io.icewatch.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A controller's whole answer to which OFFLINE tables have the ingestion task.
 *
 * @param tables the names that can be watched, with their type, sorted, each once
 * @param unusable how many other entries there were
 * @param example one of those, in a form fit for a message
 */
public record TableListing(List<String> tables, int unusable, Optional<String> example) {
  public TableListing {
    tables = tables.stream().distinct().sorted().toList();
    Checks.notNegative("unusable", unusable);
    if (example.isPresent() != unusable > 0) {
      throw new IllegalArgumentException(
          "example: " + example + " (expected: one, if and only if there are unusable names)");
    }
  }

  /** What either lists. */
  public TableListing and(TableListing other) {
    return new TableListing(
        Stream.concat(tables.stream(), other.tables.stream()).toList(),
        unusable + other.unusable,
        example.or(other::example));
  }

  /** A list of which every name can be watched. */
  public static TableListing of(List<String> tables) {
    return new TableListing(tables, 0, Optional.empty());
  }
}
