package io.icewatch.controller;

/** What several bodies of the API have in common. */
final class Wire {
  /** The last millisecond of the year 9999. */
  static final long LAST_MILLI = 253_402_300_799_999L;

  /** 2^53: beyond it, a count has been through a double somewhere. */
  static final long MOST_FILES = 1L << 53;

  private Wire() {}

  /** Refuses an answer about another table; an answer that names none is taken at its URL's word. */
  static void sameTable(JsonFields fields, String table) throws MalformedException {
    String name = "tableNameWithType";
    if (!fields.isNull(name)) {
      String found = fields.text(name, table);
      if (!found.equals(table)) {
        throw new MalformedException(name, Excerpt.of(found, 80), Excerpt.of(table, 80));
      }
    }
  }
}
