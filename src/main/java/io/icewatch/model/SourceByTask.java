package io.icewatch.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source in a known catalog whose table the Pinot table's own ingestion task names.
 *
 * @param catalog the catalog's name in the configuration
 * @param branch the branch that is ingested; empty where the task tells, or else main is
 */
public record SourceByTask(String catalog, Optional<String> branch) implements SourceSettings {
  /** Properties of the task that may hold the table, with its namespace or without. */
  public static final List<String> TABLE = List.of(
      "iceberg.table.identifier", "iceberg.table.name", "iceberg.catalog.table", "iceberg.table");

  /** Properties of the task that may hold the namespace. */
  public static final List<String> NAMESPACE = List.of(
      "iceberg.table.namespace",
      "iceberg.catalog.namespace",
      "iceberg.namespace",
      "iceberg.table.database",
      "iceberg.catalog.database",
      "iceberg.database");

  /** Properties of the task that may hold the branch. */
  public static final List<String> BRANCH = List.of("iceberg.table.branch", "iceberg.branch");

  /** Which table it is, or why that cannot be told. */
  public sealed interface Naming {
    /** The table, if it is named. */
    default Optional<SourceTable> table() {
      return this instanceof Named named ? Optional.of(named.source()) : Optional.empty();
    }
  }

  /** The task names the table. */
  public record Named(SourceTable source) implements Naming {}

  /**
   * The task does not name one table.
   *
   * @param why with what was found and what was expected
   */
  public record Unnamed(String why) implements Naming {}

  public SourceByTask {
    Checks.text("catalog", catalog);
  }

  /** The table that the task names. */
  public Naming of(IngestionTask task) {
    List<String> tables = values(TABLE, task.properties());
    List<String> namespaces = values(NAMESPACE, task.properties());
    List<String> branches = values(BRANCH, task.properties());
    if (tables.size() > 1 || namespaces.size() > 1 || (branches.size() > 1 && branch.isEmpty())) {
      return unnamed(
          "names more than one: "
              + Stream.of(tables, namespaces, branches)
                  .filter(values -> values.size() > 1)
                  .map(values -> String.join(" and ", values))
                  .findFirst()
                  .orElse(""),
          "one");
    }
    if (tables.isEmpty()) {
      return unnamed("names no table", "one of " + String.join(", ", TABLE));
    }
    String table = tables.get(0);
    boolean whole = table.indexOf('.') >= 0;
    if (!whole && namespaces.isEmpty()) {
      return unnamed(
          "names table " + table + " without a namespace",
          "namespace.name, or one of " + String.join(", ", NAMESPACE));
    }
    if (whole && !namespaces.isEmpty() && !table.startsWith(namespaces.get(0) + ".")) {
      return unnamed(
          "names table " + table + " and namespace " + namespaces.get(0), "one within the other");
    }
    String identifier = whole ? table : namespaces.get(0) + "." + table;
    if (!identifier.matches("[^\\s.\\p{Cntrl}]+(\\.[^\\s.\\p{Cntrl}]+)+")) {
      return unnamed("names '" + identifier.replaceAll("\\p{Cntrl}", "?") + "'", "namespace.name");
    }
    String ingested = branch.orElse(branches.isEmpty() ? SourceTable.MAIN : branches.get(0));
    return new Named(new SourceTable(catalog, identifier, ingested));
  }

  private static Unnamed unnamed(String found, String expected) {
    return new Unnamed("the table's ingestion task " + found + " (expected: " + expected
        + "; or catalog.table in the configuration)");
  }

  /** The different values of these properties, in the order of the names. */
  private static List<String> values(List<String> names, Map<String, String> properties) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(properties.get(name)).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }
}
