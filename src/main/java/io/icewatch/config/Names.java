package io.icewatch.config;

import io.icewatch.model.Database;
import io.icewatch.model.LabelName;
import java.util.Locale;
import java.util.Optional;

/** Reads the names of controllers and tables: they go into labels, URLs and messages. */
final class Names {
  private static final String ONLY = ": " + LabelName.RULE;
  private static final String OFFLINE = "_OFFLINE";
  private static final String REALTIME = "_REALTIME";

  private Names() {}

  /** A controller's name. */
  static Optional<Text> controller(Section controller) {
    return name(controller, "a name such as prod");
  }

  /** A webhook's name. */
  static Optional<Text> webhook(Section webhook) {
    return name(webhook, "a name such as pager");
  }

  /** A table's name with its type: ingestion tables are always OFFLINE. */
  static Optional<Text> table(Section table) {
    String expected = "the table's name with its type, such as orders_OFFLINE";
    Optional<Text> name = name(table, expected);
    if (name.isPresent() && !name.get().value().endsWith(OFFLINE)) {
      // Upper case may be longer than what it is of: only the type's length is taken from it.
      String upper = name.get().value().toUpperCase(Locale.ROOT);
      int type = upper.length() - base(upper).length();
      String given = name.get().value();
      String suggested = given.substring(0, Math.max(0, given.length() - type)) + OFFLINE;
      table.scope().findings().problem(name.get(), suggested + "; ingestion tables are OFFLINE");
    } else if (name.isPresent() && base(name.get().value()).isEmpty()) {
      table.scope().findings().problem(name.get(), expected);
      return Optional.empty();
    }
    return name;
  }

  /**
   * A table's name as the controller spells it.
   *
   * @param database that it is in, if one is named; the file may leave it out
   */
  static Optional<Text> table(Section table, Optional<Database> database) {
    Optional<Text> name = table(table);
    if (name.isEmpty() || database.isEmpty()) {
      return name;
    }
    Text text = name.get();
    String qualified = database.get().qualified(text.value());
    if (!database.get().holds(qualified)) {
      table
          .scope()
          .findings()
          .problem(text, "a table of the database " + database.get().name());
      return Optional.empty();
    }
    return Optional.of(new Text(qualified, text.written(), text.path(), text.at()));
  }

  /** The logical database of a controller's tables. */
  static Optional<Database> database(Section controller) {
    String expected = "the name of a logical database, without a dot";
    Optional<Text> name = controller.text("database", expected);
    if (name.isPresent()
        && (!LabelName.fits(name.get().value()) || name.get().value().indexOf('.') >= 0)) {
      controller.scope().findings().problem(name.get(), expected + ONLY);
      return Optional.empty();
    }
    return name.map(text -> new Database(text.value()));
  }

  /** The table's name without its type. */
  static String base(String table) {
    for (String suffix : new String[] {OFFLINE, REALTIME}) {
      if (table.endsWith(suffix)) {
        return table.substring(0, table.length() - suffix.length());
      }
    }
    return table;
  }

  /** Whether a key of {@code catalogs} can be a catalog's name. */
  static boolean catalog(Section catalogs, String name) {
    boolean good = LabelName.fits(name);
    if (!good) {
      catalogs
          .scope()
          .findings()
          .problem(
              catalogs.path(Text.printable(name)),
              catalogs.at(name),
              "not a name",
              "a name such as lake" + ONLY);
    }
    return good;
  }

  private static Optional<Text> name(Section section, String expected) {
    if (!section.names("name")) {
      section.missing("name", expected);
      return Optional.empty();
    }
    Optional<Text> name = section.text("name", expected);
    if (name.isPresent() && !LabelName.fits(name.get().value())) {
      section.scope().findings().problem(name.get(), expected + ONLY);
      return Optional.empty();
    }
    return name;
  }
}
