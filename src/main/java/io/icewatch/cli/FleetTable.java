package io.icewatch.cli;

import io.icewatch.model.CountText;
import io.icewatch.model.Health;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders the fleet as a text table, the worst first: the output of {@code icewatch check}. */
public final class FleetTable {
  private static final String[] TITLES = {
    "TABLE", "HEALTH", "LAG", "PENDING", "LAST SUCCESS", "REASON"
  };
  private static final int REASON = 5;
  private static final int NARROWEST_REASON = 24;
  private static final String GAP = "  ";
  private static final String PLAIN = "\u001b[0m";

  private record Line(FleetVerdict verdict, List<String> cells) {}

  private FleetTable() {}

  /**
   * The table and a line that sums it up, each line ended.
   *
   * <p>{@code ?} is unknown and {@code -} does not apply; neither is 0.
   *
   * @param width columns of the terminal: reasons are cut to fit it, other cells never
   * @param colours whether the health is coloured with ANSI escapes
   */
  public static String render(Snapshot snapshot, Instant now, int width, boolean colours) {
    List<Line> lines = snapshot.tables().stream()
        .sorted(worstFirst(now))
        .map(table -> new Line(FleetVerdict.of(table, now), cells(table, now)))
        .toList();
    int[] widths = widths(lines);
    int taken = 0;
    for (int column = 0; column < REASON; column++) {
      taken += widths[column] + GAP.length();
    }
    int room = Math.max(NARROWEST_REASON, width - taken);
    StringBuilder text = new StringBuilder();
    append(text, List.of(TITLES), widths, room, "");
    for (Line line : lines) {
      append(text, line.cells(), widths, room, colours ? colour(line.verdict()) : "");
    }
    text.append('\n');
    DiscoveryLines.of(snapshot).forEach(line -> text.append(line).append('\n'));
    return text.append(summary(snapshot, now)).append('\n').toString();
  }

  private static Comparator<TableState> worstFirst(Instant now) {
    return Comparator.<TableState, FleetVerdict>comparing(table -> FleetVerdict.of(table, now))
        .reversed()
        .thenComparing(
            table -> table.lag(now).orElse(Duration.ZERO), Comparator.<Duration>reverseOrder())
        .thenComparing(TableState::id);
  }

  private static List<String> cells(TableState table, Instant now) {
    Health health = table.health(now);
    String unknown = health == Health.UNSUPPORTED ? "-" : "?";
    return List.of(
        table.id().toString(),
        health.label(),
        table.lag(now).map(HumanDuration::text).orElse(unknown),
        table.filesPending(now).map(files -> Long.toString(files)).orElse(unknown),
        table.lastSuccessAge(now).map(age -> HumanDuration.text(age) + " ago").orElse("?"),
        printable(table.reason(now)));
  }

  /** One line, without what a controller's error message could do to a terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
  }

  private static int[] widths(List<Line> lines) {
    int[] widths = new int[TITLES.length];
    for (int column = 0; column < TITLES.length; column++) {
      widths[column] = TITLES[column].length();
      for (Line line : lines) {
        widths[column] = Math.max(widths[column], length(line.cells().get(column)));
      }
    }
    return widths;
  }

  private static void append(
      StringBuilder text, List<String> cells, int[] widths, int room, String colour) {
    for (int column = 0; column < REASON; column++) {
      String cell = cells.get(column);
      String space = " ".repeat(widths[column] - length(cell));
      boolean number = column >= 2;
      boolean coloured = column == 1 && !colour.isEmpty();
      text.append(number ? space : "")
          .append(coloured ? colour + cell + PLAIN : cell)
          .append(number ? "" : space)
          .append(GAP);
    }
    text.append(cut(cells.get(REASON), room)).append('\n');
  }

  private static String cut(String reason, int room) {
    return length(reason) <= room
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, room - 3)) + "...";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String colour(FleetVerdict verdict) {
    return switch (verdict) {
      case OK -> "\u001b[32m";
      case WARNING -> "\u001b[33m";
      case CRITICAL -> "\u001b[31m";
    };
  }

  private static String summary(Snapshot snapshot, Instant now) {
    Map<Health, Integer> counts = new EnumMap<>(Health.class);
    snapshot.tables().forEach(table -> counts.merge(table.health(now), 1, Integer::sum));
    int size = snapshot.tables().size();
    List<String> parts = new ArrayList<>();
    counts.forEach((health, count) -> parts.add(count + " " + health.label()));
    return CountText.of(size, "table")
        + (parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining(", ", ": ", "")))
        + "; "
        + FleetVerdict.of(snapshot, now).label();
  }
}
