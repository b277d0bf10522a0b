package io.icewatch.web;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Health;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The landing page: the tables of the fleet, worst first, as HTML that needs nothing else. */
final class StatusPage {
  /** Rows that are shown unless all are asked for. */
  static final int ROWS = 500;

  /** Worst first. */
  private static final List<Health> SEVERITY = List.of(
      Health.CHECKPOINT_LOST,
      Health.STUCK,
      Health.STALLED,
      Health.FAILED,
      Health.BEHIND,
      Health.UNKNOWN,
      Health.NEVER_INGESTED,
      Health.RUNNING,
      Health.UNSUPPORTED,
      Health.OK);

  private static final String TEMPLATE = Html.template("status.html");

  private StatusPage() {}

  /** A table with what the order rests on. */
  private record Line(TableState table, Health health, long lagSeconds) {}

  /**
   * The page.
   *
   * @param all whether to show every table, not just the worst {@link #ROWS}
   */
  static String of(Snapshot fleet, Instant now, boolean all) {
    List<Line> lines = fleet.tables().stream()
        .map(table -> line(table, now))
        .sorted(Comparator.comparingInt((Line line) -> SEVERITY.indexOf(line.health()))
            .thenComparing(Comparator.comparingLong(Line::lagSeconds).reversed())
            .thenComparing(line -> line.table().id()))
        .toList();
    Map<Health, Long> counts = lines.stream()
        .collect(Collectors.groupingBy(
            Line::health, () -> new EnumMap<>(Health.class), Collectors.counting()));
    List<Line> shown = all ? lines : lines.subList(0, Math.min(ROWS, lines.size()));
    StringBuilder rows = new StringBuilder(shown.size() * 320);
    shown.forEach(line -> row(rows, line, now));
    return Html.filled(
        TEMPLATE,
        Map.of(
            "tables",
            lines.size() == 1 ? "1 table" : lines.size() + " tables",
            "now",
            now.truncatedTo(ChronoUnit.SECONDS).toString(),
            "counts",
            counts(counts),
            "controllers",
            controllers(fleet.controllers()) + catalogs(fleet.catalogs()),
            "rows",
            rows.isEmpty()
                ? "<tr><td colspan=\"7\">No table is watched.</td></tr>"
                : rows.toString(),
            "more",
            more(shown.size(), lines.size())));
  }

  private static Line line(TableState table, Instant now) {
    return new Line(
        table, table.health(now), table.lag(now).map(lag -> lag.toSeconds()).orElse(-1L));
  }

  private static void row(StringBuilder html, Line line, Instant now) {
    TableState table = line.table();
    html.append("<tr><td>").append(Html.badge(line.health(), Html.label(line.health())));
    html.append("</td><th scope=\"row\"><a href=\"")
        .append(TablePage.path(table.id()))
        .append("\">");
    html.append(Html.escaped(table.id().table()));
    html.append("</a></th><td>").append(Html.escaped(table.id().controller()));
    html.append("</td><td class=\"n\">");
    html.append(table.lag(now).map(Durations::text).orElse(Html.UNKNOWN));
    html.append("</td><td class=\"n\">");
    html.append(table.filesPending(now).map(files -> "%,d".formatted(files)).orElse(Html.UNKNOWN));
    html.append("</td><td class=\"n\"");
    table
        .lastSuccess()
        .ifPresent(at ->
            html.append(" title=\"").append(at.truncatedTo(ChronoUnit.SECONDS)).append('"'));
    html.append('>');
    html.append(
        table.lastSuccessAge(now).map(age -> Durations.text(age) + " ago").orElse(Html.UNKNOWN));
    html.append("</td><td class=\"r\">").append(Html.escaped(table.reason(now)));
    html.append("</td></tr>\n");
  }

  private static String counts(Map<Health, Long> counts) {
    return SEVERITY.stream()
        .filter(counts::containsKey)
        .map(health -> Html.badge(health, counts.get(health) + " " + Html.label(health)))
        .collect(Collectors.joining("\n"));
  }

  private static String controllers(List<ControllerState> controllers) {
    return controllers.stream()
        .map(controller ->
            "<li><b>" + Html.escaped(controller.name()) + "</b> " + words(controller) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private static String catalogs(List<CatalogState> catalogs) {
    return catalogs.stream()
        .map(catalog -> "\n<li><b>" + Html.escaped(catalog.name()) + "</b> (catalog) "
            + (catalog.asked() ? words(catalog.breaker()) : "not asked yet") + "</li>")
        .collect(Collectors.joining());
  }

  private static String words(BreakerState breaker) {
    return switch (breaker) {
      case CLOSED -> "asked";
      case HALF_OPEN -> "being tried again";
      case OPEN -> "not answering: left alone for now";
    };
  }

  private static String words(ControllerState controller) {
    if (!controller.asked()) {
      return "not asked yet";
    }
    String breaker = words(controller.breaker());
    return controller
        .clockSkew()
        .filter(skew -> skew.abs().toSeconds() >= 2)
        .map(skew -> "%s, its clock is %s %s"
            .formatted(breaker, Durations.text(skew.abs()), skew.isNegative() ? "slow" : "fast"))
        .orElse(breaker);
  }

  private static String more(int shown, int tables) {
    return shown == tables
        ? ""
        : "<p>The worst %,d of %,d tables. <a href=\"?all\">Show all</a></p>"
            .formatted(shown, tables);
  }
}
