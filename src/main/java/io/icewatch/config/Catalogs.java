package io.icewatch.config;

import io.icewatch.model.CatalogSettings;
import io.icewatch.model.SourceTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The catalogs of a file while its tables are read, and which of them have a use. */
final class Catalogs {
  private static final Pattern TABLE =
      Pattern.compile("[^\\s.\\p{Cntrl}]+(\\.[^\\s.\\p{Cntrl}]+)+");
  private static final Pattern BRANCH = Pattern.compile("[^\\s\\p{Cntrl}]+");

  private final Section section;
  private final List<CatalogSettings> settings = new ArrayList<>();
  /** Every name, also of a catalog that something is wrong with; true once a table has it. */
  private final Map<String, Boolean> used = new LinkedHashMap<>();

  private Catalogs(Section section) {
    this.section = section;
  }

  /** Reads {@code catalogs}. */
  static Catalogs read(Section file) {
    Catalogs catalogs = new Catalogs(file.section("catalogs"));
    for (String name : catalogs.section.keys()) {
      if (!Names.catalog(catalogs.section, name)) {
        continue;
      }
      catalogs.used.put(name, false);
      Section catalog = catalogs.section.section(name);
      if (catalogs.section.maps(name) || !catalogs.section.has(name)) {
        new CatalogReader(name, catalog).read().ifPresent(catalogs.settings::add);
      }
    }
    return catalogs;
  }

  /** In the order of the file. */
  List<CatalogSettings> settings() {
    return List.copyOf(settings);
  }

  /** The Iceberg table that a table names as its source; empty when it names none. */
  Optional<SourceTable> source(Section table) {
    if (!table.has("catalog")) {
      if (table.names("catalog")) {
        table.missing("catalog", "a mapping with name, table, branch");
      }
      return Optional.empty();
    }
    Section source = table.section("catalog");
    if (!table.maps("catalog")) {
      return Optional.empty();
    }
    Optional<String> name = required(source, "name", known())
        .filter(text -> {
          boolean defined = used.replace(text.value(), true) != null;
          return defined || wrong(source, text, known());
        })
        .map(Text::value);
    String tableName = "namespace.name, such as sales.orders";
    Optional<String> iceberg = required(source, "table", tableName)
        .filter(text -> TABLE.matcher(text.value()).matches() || wrong(source, text, tableName))
        .map(Text::value);
    String branchName = "the name of a branch";
    Optional<String> branch = source
        .text("branch", branchName)
        .filter(text -> BRANCH.matcher(text.value()).matches() || wrong(source, text, branchName))
        .map(Text::value);
    return name.flatMap(catalog ->
        iceberg.map(read -> new SourceTable(catalog, read, branch.orElse(SourceTable.MAIN))));
  }

  private static Optional<Text> required(Section source, String key, String expected) {
    if (!source.names(key)) {
      source.missing(key, expected);
    }
    return source.text(key, expected);
  }

  /** Always false. */
  private static boolean wrong(Section source, Text text, String expected) {
    source.scope().findings().problem(text, expected);
    return false;
  }

  private String known() {
    return used.isEmpty()
        ? "a catalog that is defined under catalogs; there is none"
        : "one of the catalogs " + String.join(", ", used.keySet());
  }

  /** To be called when all tables have been read. */
  void warnOfUnused() {
    used.forEach((name, isUsed) -> {
      if (!isUsed) {
        section
            .scope()
            .findings()
            .warning(
                section.path(name),
                section.at(name),
                "no use",
                "a table that names it: catalog: {name: " + name + ", table: ...}");
      }
    });
  }
}
