package io.icewatch.cli;

import io.icewatch.model.TableId;

/** A table as people type it. */
final class TableName {
  private TableName() {}

  /**
   * The table of {@code CONTROLLER/TABLE}.
   *
   * @throws DaemonException when it is none
   */
  static TableId parse(String typed) throws DaemonException {
    int slash = typed.indexOf('/');
    if (slash < 0
        || typed.substring(0, slash).isBlank()
        || typed.substring(slash + 1).isBlank()) {
      throw new DaemonException(
          Icewatch.USAGE,
          "'" + typed + "' (expected: CONTROLLER/TABLE, such as prod/orders_OFFLINE)");
    }
    return new TableId(typed.substring(0, slash), typed.substring(slash + 1));
  }
}
