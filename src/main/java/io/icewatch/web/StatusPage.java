package io.icewatch.web;

import io.icewatch.model.ControllerState;
import io.icewatch.model.Health;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private static final String TEMPLATE = resource("status.html");

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
    return filled(Map.of(
        "tables", lines.size() == 1 ? "1 table" : lines.size() + " tables",
        "now", now.truncatedTo(ChronoUnit.SECONDS).toString(),
        "counts", counts(counts),
        "controllers", controllers(fleet.controllers()),
        "rows",
            rows.isEmpty()
                ? "<tr><td colspan=\"7\">No table is watched.</td></tr>"
                : rows.toString(),
        "more", more(shown.size(), lines.size())));
  }

  private static Line line(TableState table, Instant now) {
    return new Line(
        table, table.health(now), table.lag(now).map(lag -> lag.toSeconds()).orElse(-1L));
  }

  private static void row(StringBuilder html, Line line, Instant now) {
    TableState table = line.table();
    html.append("<tr><td>").append(badge(line.health(), label(line.health())));
    html.append("</td><th scope=\"row\">").append(escaped(table.id().table()));
    html.append("</th><td>").append(escaped(table.id().controller()));
    html.append("</td><td class=\"n\">");
    html.append(table.lag(now).map(Durations::text).orElse(NOTHING));
    html.append("</td><td class=\"n\">");
    html.append(table.filesPending(now).map(files -> "%,d".formatted(files)).orElse(NOTHING));
    html.append("</td><td class=\"n\"");
    table
        .lastSuccess()
        .ifPresent(at ->
            html.append(" title=\"").append(at.truncatedTo(ChronoUnit.SECONDS)).append('"'));
    html.append('>');
    html.append(
        table.lastSuccessAge(now).map(age -> Durations.text(age) + " ago").orElse(NOTHING));
    html.append("</td><td class=\"r\">").append(escaped(table.reason(now)));
    html.append("</td></tr>\n");
  }

  private static final String NOTHING = "<span class=\"none\" title=\"unknown\">–</span>";

  private static String counts(Map<Health, Long> counts) {
    return SEVERITY.stream()
        .filter(counts::containsKey)
        .map(health -> badge(health, counts.get(health) + " " + label(health)))
        .collect(Collectors.joining("\n"));
  }

  private static String controllers(List<ControllerState> controllers) {
    return controllers.stream()
        .map(controller ->
            "<li><b>" + escaped(controller.name()) + "</b> " + words(controller) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private static String words(ControllerState controller) {
    if (!controller.asked()) {
      return "not asked yet";
    }
    String breaker = switch (controller.breaker()) {
      case CLOSED -> "asked";
      case HALF_OPEN -> "being tried again";
      case OPEN -> "not answering: left alone for now";
    };
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

  private static String badge(Health health, String text) {
    return "<span class=\"h " + health.label() + "\">" + text + "</span>";
  }

  private static String label(Health health) {
    return health.label().replace('_', ' ');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Each name stands once in the template; what is filled in is not looked at again. */
  private static String filled(Map<String, String> values) {
    StringBuilder html = new StringBuilder();
    int at = 0;
    for (int open = TEMPLATE.indexOf("{{"); open >= 0; open = TEMPLATE.indexOf("{{", at)) {
      int close = TEMPLATE.indexOf("}}", open);
      html.append(TEMPLATE, at, open);
      html.append(Objects.requireNonNull(values.get(TEMPLATE.substring(open + 2, close))));
      at = close + 2;
    }
    return html.append(TEMPLATE, at, TEMPLATE.length()).toString();
  }

  private static String resource(String name) {
    try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
