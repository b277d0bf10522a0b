package io.icewatch.model;

import java.util.Comparator;

/**
 * Names one watched table.
 *
 * @param controller the controller's name in the configuration
 * @param table the table's name with its type, as the controller spells it: {@code orders_OFFLINE}
 */
public record TableId(String controller, String table) implements Comparable<TableId> {
  private static final Comparator<TableId> ORDER =
      Comparator.comparing(TableId::controller).thenComparing(TableId::table);

  public TableId {
    Checks.text("controller", controller);
    Checks.text("table", table);
  }

  @Override
  public int compareTo(TableId other) {
    return ORDER.compare(this, other);
  }

  /** {@code controller/table}, the form people type. */
  @Override
  public String toString() {
    return controller + "/" + table;
  }
}
