package io.icewatch.model;

/**
 * An Iceberg table as a source of a Pinot table.
 *
 * @param catalog the catalog's name in the configuration
 * @param table namespace and name with dots between: {@code sales.orders}
 * @param branch the branch that is ingested
 */
public record SourceTable(String catalog, String table, String branch) implements SourceSettings {
  /** The branch that is ingested when none is named. */
  public static final String MAIN = "main";

  public SourceTable {
    Checks.text("catalog", catalog);
    Checks.text("table", table);
    Checks.text("branch", branch);
    if (table.startsWith(".") || table.endsWith(".") || table.indexOf('.') < 0) {
      throw new IllegalArgumentException(
          "table: '" + table + "' (expected: namespace.name, such as sales.orders)");
    }
  }
}
