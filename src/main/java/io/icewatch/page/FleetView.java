package io.icewatch.page;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Health;
import io.icewatch.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of the fleet, worked out: what its template shows.
 *
 * @param watched tables of the fleet, whatever is asked for
 * @param found tables that are meant, on this page or on another
 * @param counts of the tables that the text and the controller let pass
 * @param sources controllers, then catalogs
 * @param rows of this page
 */
record FleetView(
    FleetQuery query,
    String now,
    int watched,
    int found,
    List<Count> counts,
    List<String> controllers,
    List<Source> sources,
    List<Column> columns,
    List<Row> rows,
    Pages pages) {
  /** Tables on a page. */
  static final int ROWS = 100;

  /** Tables of one verdict, and the page of these alone, or of all again. */
  record Count(Health health, long tables, boolean chosen, String href) {}

  /** A controller or a catalog in words. */
  record Source(String name, String words, boolean bad) {}

  /** A heading, and the page sorted by it. */
  record Column(String title, boolean number, String href, Optional<String> sorted) {}

  /** A table with its trail. */
  record Row(FleetRow table, Sparkline trail) {}

  /** Which of the tables found these are, and where the others are. */
  record Pages(int first, int last, Optional<String> before, Optional<String> after) {}

  static FleetView of(FleetQuery query, Snapshot fleet, LagTrail trail, Instant now) {
    Map<Health, Long> counts = new EnumMap<>(Health.class);
    List<FleetRow> found = new ArrayList<>();
    fleet.tables().stream()
        .filter(table -> query.names(table.id().controller(), table.id().table()))
        .map(table -> new FleetRow(table, now))
        .forEach(row -> {
          counts.merge(row.health(), 1L, Long::sum);
          if (query.healths().isEmpty() || query.healths().contains(row.health())) {
            found.add(row);
          }
        });
    found.sort(FleetRow.order(query));
    int lastPage = Math.max(1, (found.size() + ROWS - 1) / ROWS);
    int page = Math.min(query.page(), lastPage);
    int from = (page - 1) * ROWS;
    int to = Math.min(found.size(), from + ROWS);
    return new FleetView(
        query,
        Words.at(now),
        fleet.tables().size(),
        found.size(),
        counts(query, counts),
        controllers(query, fleet),
        sources(fleet),
        columns(query),
        found.subList(from, to).stream()
            .map(row -> new Row(
                row, Sparkline.of(trail.of(row.id()), row.table().settings().lag(), 96, 22)))
            .toList(),
        new Pages(
            from + 1,
            to,
            page > 1 ? Optional.of(query.at(page - 1).href()) : Optional.empty(),
            page < lastPage ? Optional.of(query.at(page + 1).href()) : Optional.empty()));
  }

  private static List<Count> counts(FleetQuery query, Map<Health, Long> counts) {
    return Severities.WORST_FIRST.stream()
        .filter(health -> counts.containsKey(health) || query.healths().contains(health))
        .map(health -> new Count(
            health,
            counts.getOrDefault(health, 0L),
            query.healths().contains(health),
            query.toggled(health).href()))
        .toList();
  }

  /** Also the one that is asked for and not there, so that the page shows what it was asked. */
  private static List<String> controllers(FleetQuery query, Snapshot fleet) {
    return Stream.concat(
            fleet.controllers().stream().map(ControllerState::name), query.controller().stream())
        .distinct()
        .toList();
  }

  private static List<Column> columns(FleetQuery query) {
    return List.of(
        column(query, "Health", FleetQuery.Sort.HEALTH, false),
        column(query, "Table", FleetQuery.Sort.TABLE, false),
        column(query, "Controller", FleetQuery.Sort.CONTROLLER, false),
        column(query, "Lag", FleetQuery.Sort.LAG, true),
        column(query, "Of threshold", FleetQuery.Sort.THRESHOLD, false),
        new Column("Lately", false, "", Optional.empty()),
        column(query, "Pending", FleetQuery.Sort.PENDING, true),
        column(query, "Last success", FleetQuery.Sort.SUCCESS, true),
        new Column("Why", false, "", Optional.empty()));
  }

  private static Column column(
      FleetQuery query, String title, FleetQuery.Sort sort, boolean number) {
    return new Column(
        title,
        number,
        query.sorted(sort).href(),
        query.sort() == sort
            ? Optional.of(query.descending() ? "descending" : "ascending")
            : Optional.empty());
  }

  private static List<Source> sources(Snapshot fleet) {
    List<Source> sources = new ArrayList<>();
    fleet.controllers().forEach(controller -> sources.add(source(controller)));
    fleet.catalogs().forEach(catalog -> sources.add(source(catalog)));
    return List.copyOf(sources);
  }

  private static Source source(ControllerState controller) {
    if (!controller.asked()) {
      return new Source(controller.name(), "not asked yet", false);
    }
    String words = Words.breaker(controller.breaker());
    Optional<Duration> skew = controller.clockSkew().filter(off -> off.abs().toSeconds() >= 2);
    String call = skew.map(off -> "%s, its clock is %s %s"
            .formatted(words, Words.duration(off.abs()), off.isNegative() ? "slow" : "fast"))
        .orElse(words);
    Optional<DiscoveryState> discovery = controller.discovery();
    return new Source(
        controller.name(),
        discovery.map(found -> call + "; " + found.words()).orElse(call),
        controller.breaker() != BreakerState.CLOSED
            || discovery.filter(DiscoveryState::incomplete).isPresent());
  }

  private static Source source(CatalogState catalog) {
    return new Source(
        catalog.name() + " (catalog)",
        catalog.asked() ? Words.breaker(catalog.breaker()) : "not asked yet",
        catalog.breaker() != BreakerState.CLOSED);
  }

  /** The order as it stands in an address; empty for the usual one. */
  String sort() {
    return query.sort() == FleetQuery.Sort.HEALTH ? "" : query.sort().label();
  }

  String order() {
    return query.usualOrder() ? "" : query.descending() ? "down" : "up";
  }
}
