package io.icewatch.config;

import io.icewatch.model.CatalogSettings;
import io.icewatch.model.SourceByTask;
import io.icewatch.model.SourceSettings;
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

  /**
   * What holds of the catalog at a level: what its section says, else what was inherited.
   *
   * @param owner the section that {@code catalog} stands in
   */
  CatalogChoice choice(Section owner, CatalogChoice inherited) {
    if (!owner.has("catalog")) {
      if (owner.names("catalog")) {
        owner.missing("catalog", "a mapping with name, branch, enabled");
      }
      return inherited;
    }
    Section source = owner.section("catalog");
    Optional<String> name = source
        .text("name", known())
        .filter(text -> {
          boolean defined = used.replace(text.value(), true) != null;
          return defined || wrong(source, text, known());
        })
        .map(Text::value);
    String branchName = "the name of a branch";
    Optional<String> branch = source
        .text("branch", branchName)
        .filter(text -> BRANCH.matcher(text.value()).matches() || wrong(source, text, branchName))
        .map(Text::value);
    return new CatalogChoice(
        name.or(inherited::name),
        branch.or(inherited::branch),
        source.bool("enabled").orElse(inherited.enabled()));
  }

  /** Where a table's source is found; empty when no catalog is to be asked for it. */
  Optional<SourceSettings> source(Section table, CatalogChoice inherited) {
    CatalogChoice choice = choice(table, inherited);
    Section source = table.maps("catalog") ? table.section("catalog") : table;
    boolean own = table.maps("catalog");
    String tableName = "namespace.name, such as sales.orders";
    Optional<Text> given = own ? source.text("table", tableName) : Optional.empty();
    if (own && choice.enabled() && choice.name().isEmpty() && !source.names("name")) {
      source.missing("name", known());
    }
    if (!choice.enabled() || choice.name().isEmpty()) {
      return Optional.empty();
    }
    if (given.isEmpty()) {
      return byTask(choice);
    }
    if (!TABLE.matcher(given.get().value()).matches()) {
      wrong(source, given.get(), tableName);
      return Optional.empty();
    }
    return Optional.of(new SourceTable(
        choice.name().get(), given.get().value(), choice.branch().orElse(SourceTable.MAIN)));
  }

  /** The source that a table's own task names; empty when no catalog is to be asked for it. */
  static Optional<SourceSettings> byTask(CatalogChoice choice) {
    return choice
        .name()
        .filter(name -> choice.enabled())
        .map(name -> new SourceByTask(name, choice.branch()));
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
