package io.icewatch.sandbox;

import java.util.Optional;

/** Logical databases, as Pinot tells tables apart by them: {@code database.table}. */
final class Databases {
  private static final String HEADER = "database";
  private static final String DEFAULT = "default";

  private Databases() {}

  /** Whether a table is one of the database that the call is about. */
  static boolean holds(Call call, String table) {
    Optional<String> database = named(call);
    return database.isPresent() ? table.startsWith(database.get() + ".") : table.indexOf('.') < 0;
  }

  /**
   * The whole name of a table that a call names.
   *
   * @throws IllegalArgumentException when it is in another database than the call, or has two dots
   */
  static String translated(Call call, String table) {
    int dot = table.indexOf('.');
    if (dot < 0) {
      return named(call).map(database -> database + "." + table).orElse(table);
    }
    if (table.indexOf('.', dot + 1) >= 0) {
      throw new IllegalArgumentException(
          "Table name: '" + table + "' containing more than one '.' is not allowed");
    }
    String prefix = table.substring(0, dot);
    Optional<String> header = call.header(HEADER).filter(name -> !name.isEmpty());
    if (header.isPresent() && !header.get().equals(prefix)) {
      throw new IllegalArgumentException(
          "Database name '%s' from table prefix does not match".formatted(prefix)
              + " database name '" + header.get() + "' from header");
    }
    return prefix.equalsIgnoreCase(DEFAULT) ? table.substring(dot + 1) : table;
  }

  private static Optional<String> named(Call call) {
    return call.header(HEADER).filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(DEFAULT));
  }
}
