package io.icewatch.controller;

import io.icewatch.model.Database;
import java.util.Optional;

/** Which names may be put into a URL as one table. */
final class TableNames {
  private static final String OFFLINE = "_OFFLINE";
  private static final String REALTIME = "_REALTIME";

  private TableNames() {}

  /** Why the name cannot be asked about; empty if it can. */
  static Optional<String> objection(String table) {
    boolean climbs = table.equals(".") || table.equals("..");
    if (climbs || table.isBlank() || table.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("table: '" + Excerpt.of(table, 80) + "' (expected: a table's name)");
    }
    return Optional.empty();
  }

  /**
   * The name without its type, as the trigger wants it.
   *
   * @param database that the table must be in, if one is named
   * @throws IllegalArgumentException if that is not exactly one OFFLINE table: a trigger without a
   *     table runs every table
   */
  static String bare(String table, Optional<Database> database) {
    String bare =
        table.endsWith(OFFLINE) ? table.substring(0, table.length() - OFFLINE.length()) : table;
    boolean one =
        bare.chars().noneMatch(TableNames::separates) && objection(bare).isEmpty();
    if (!one || bare.endsWith(REALTIME)) {
      throw new IllegalArgumentException(
          "table: '" + Excerpt.of(table, 80) + "' (expected: the name of one OFFLINE table)");
    }
    if (database.isPresent() && !database.get().holds(bare)) {
      throw new IllegalArgumentException("table: '"
          + Excerpt.of(table, 80)
          + "' (expected: the name of one table of the database "
          + database.get().name()
          + ")");
    }
    return bare;
  }

  /**
   * The name with its type.
   *
   * @throws IllegalArgumentException as {@link #bare} does
   */
  static String offline(String table, Optional<Database> database) {
    return bare(table, database) + OFFLINE;
  }

  private static boolean separates(int c) {
    return c == ','
        || c == '*'
        || c == '&'
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c);
  }
}
