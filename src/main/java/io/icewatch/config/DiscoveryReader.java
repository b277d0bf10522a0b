package io.icewatch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code discover} of a controller, and the elements of its {@code tables} with a pattern. */
final class DiscoveryReader {
  private static final String PATTERN = "a pattern of tables' names, such as orders_.*";

  private final Section controller;
  private final Catalogs catalogs;
  private final Findings findings;
  private final List<Discovery.ByPattern> overrides = new ArrayList<>();

  DiscoveryReader(Section controller, Catalogs catalogs) {
    this.controller = controller;
    this.catalogs = catalogs;
    this.findings = controller.scope().findings();
    if (controller.names("discover") && !controller.has("discover")) {
      controller.missing("discover", "a mapping with include, exclude; {} is every table");
    }
  }

  /** Whether the controller is asked which tables it has. */
  boolean asked() {
    return controller.names("discover");
  }

  /** Whether an element of the list is about a pattern. */
  static boolean isOverride(Section table) {
    return table.names("match");
  }

  /** Takes in an element about a pattern, and its place in the list. */
  void override(int place, Section table, Inherited own, CatalogChoice catalog) {
    if (table.names("name")) {
      findings.problem(
          table.path("match"), table.at("match"), "beside name", "exactly one of name and match");
    } else if (!asked()) {
      findings.problem(
          table.path("match"),
          table.at("match"),
          "no discover in its controller",
          "discover: {...} there; a pattern is for the tables that are discovered");
    }
    if (table.maps("catalog") && table.section("catalog").names("table")) {
      findings.problem(
          table.path("catalog.table"),
          table.section("catalog").at("table"),
          "beside match",
          "only with name; each table of a pattern is ingested from the one that its task names");
    }
    var source = catalogs.source(table, catalog);
    Optional<NamePattern> match =
        table.text("match", PATTERN).flatMap(text -> NamePattern.of(text, findings));
    if (own.consistent(findings) && match.isPresent()) {
      overrides.add(new Discovery.ByPattern(place, match.get(), own.rule(source)));
    }
  }

  /**
   * The discovery, once every override was taken in; empty when the controller is not asked, or
   * something was wrong.
   */
  Optional<Discovery> read(Inherited inherited, CatalogChoice catalog) {
    if (!asked()) {
      return Optional.empty();
    }
    Section discover = controller.section("discover");
    List<NamePattern> include = patterns(discover, "include");
    List<NamePattern> exclude = patterns(discover, "exclude");
    var interval =
        discover.duration("interval", Discovery.SHORTEST_INTERVAL, Discovery.LONGEST_INTERVAL);
    int maxTables =
        discover.whole("maxTables", 1, Discovery.MOST_TABLES).orElse(Discovery.MAX_TABLES);
    if (!inherited.consistent(findings)) {
      return Optional.empty();
    }
    return Optional.of(new Discovery(
        include,
        exclude,
        interval.orElse(Discovery.INTERVAL),
        maxTables,
        overrides,
        inherited.rule(Catalogs.byTask(catalog))));
  }

  private List<NamePattern> patterns(Section discover, String key) {
    List<NamePattern> patterns = new ArrayList<>();
    for (Text text : discover.texts(key, PATTERN)) {
      NamePattern.of(text, findings).ifPresent(patterns::add);
    }
    return patterns;
  }
}
