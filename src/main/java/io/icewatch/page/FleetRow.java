package io.icewatch.page;

import io.icewatch.model.Health;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One table of the fleet at one moment: what it is sorted by, and on demand the words for it. */
final class FleetRow {
  private final TableState table;
  private final Instant now;
  private final Health health;
  private final Optional<Duration> lag;

  FleetRow(TableState table, Instant now) {
    this.table = table;
    this.now = now;
    this.health = table.health(now);
    this.lag = table.lag(now);
  }

  TableId id() {
    return table.id();
  }

  TableState table() {
    return table;
  }

  Health health() {
    return health;
  }

  /** The order that a query wants; what is unknown last, and by name where nothing else decides. */
  static Comparator<FleetRow> order(FleetQuery query) {
    Comparator<FleetRow> byName = Comparator.comparing(FleetRow::id);
    boolean down = query.descending();
    return switch (query.sort()) {
      case HEALTH ->
        turned(Comparator.comparingInt(row -> Severities.rank(row.health)), down)
            .thenComparing(known(FleetRow::lagMillis, true))
            .thenComparing(byName);
      case TABLE ->
        turned(Comparator.comparing(row -> row.id().table()), down).thenComparing(byName);
      case CONTROLLER ->
        turned(Comparator.comparing(row -> row.id().controller()), down).thenComparing(byName);
      case LAG -> known(FleetRow::lagMillis, down).thenComparing(byName);
      case THRESHOLD -> known(FleetRow::overWarning, down).thenComparing(byName);
      case PENDING ->
        known(row -> row.table.filesPending(row.now).orElse(-1L), down).thenComparing(byName);
      case SUCCESS -> known(FleetRow::successAgeMillis, down).thenComparing(byName);
    };
  }

  private static Comparator<FleetRow> turned(Comparator<FleetRow> order, boolean down) {
    return down ? order.reversed() : order;
  }

  /** A number of 0 or more, or less than 0 for one that is not known. */
  private interface Measure {
    double of(FleetRow row);
  }

  private static Comparator<FleetRow> known(Measure measure, boolean down) {
    Comparator<FleetRow> byValue = Comparator.comparingDouble(measure::of);
    return Comparator.<FleetRow>comparingInt(row -> measure.of(row) < 0 ? 1 : 0)
        .thenComparing(turned(byValue, down));
  }

  private double lagMillis() {
    return lag.map(Duration::toMillis).orElse(-1L);
  }

  private double overWarning() {
    return lagMillis() / table.settings().lag().warning().toMillis();
  }

  private double successAgeMillis() {
    return table.lastSuccessAge(now).map(Duration::toMillis).orElse(-1L);
  }

  String path() {
    return TablePath.of(id());
  }

  Optional<String> lag() {
    return lag.map(Words::duration);
  }

  Optional<LagBar> bar() {
    return lag.map(behind -> LagBar.of(behind, table.settings().lag()));
  }

  Optional<String> pending() {
    return table.filesPending(now).map(Words::count);
  }

  Optional<String> success() {
    return table.lastSuccessAge(now).map(age -> Words.duration(age) + " ago");
  }

  /** The moment itself, for who wants it exactly. */
  Optional<String> successAt() {
    return table.lastSuccess().map(Words::at);
  }

  String reason() {
    return Words.line(table.reason(now));
  }
}
