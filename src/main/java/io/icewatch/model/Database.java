package io.icewatch.model;

import java.util.Locale;

/**
 * A logical database of a Pinot cluster: the value of the {@code database} header. Its tables are
 * called {@code database.table}; those of the database {@code default} have no prefix.
 *
 * @param name without a dot: a table's name has at most one, and what stands before it is this
 */
public record Database(String name) {
  private static final String DEFAULT = "default";

  public Database {
    if (!LabelName.fits(name) || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "database: '" + name + "' (expected: a name without a dot; " + LabelName.RULE + ")");
    }
  }

  /** Whether a table is one of this database, by its name as a controller lists it. */
  public boolean holds(String table) {
    String prefix = prefix();
    return table.startsWith(prefix)
        && table.length() > prefix.length()
        && table.indexOf('.', prefix.length()) < 0;
  }

  /** The table's name as a controller lists it: prefixed, where it has no prefix yet. */
  public String qualified(String table) {
    String bare =
        table.toLowerCase(Locale.ROOT).startsWith(DEFAULT + ".") && prefix().isEmpty()
            ? table.substring(DEFAULT.length() + 1)
            : table;
    return bare.indexOf('.') < 0 ? prefix() + bare : bare;
  }

  /** Pinot compares the name of this one without regard to case. */
  private String prefix() {
    return name.equalsIgnoreCase(DEFAULT) ? "" : name + ".";
  }
}
