package io.icewatch.metrics;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.prometheus.client.Collector;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The table families as a simpleclient collector: what {@link Exposition} writes, without its caches.
 *
 * <p>It costs as much as the whole text each time: for a registry of a small fleet, and as the
 * oracle of the tests.
 */
public final class FleetCollector extends Collector {
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;
  private final boolean checkpointInfo;

  /** As in {@link Exposition}. */
  public FleetCollector(Supplier<Snapshot> fleet, InstantSource clock, boolean checkpointInfo) {
    this.fleet = fleet;
    this.clock = clock;
    this.checkpointInfo = checkpointInfo;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<TableState> tables = fleet.get().tables();
    List<TableState> shown =
        FleetTables.of(tables.stream().map(TableState::id).toList()).positions().stream()
            .map(tables::get)
            .toList();
    List<Row> rows = shown.stream().map(table -> row(table, now)).toList();
    List<MetricFamilySamples> families = new ArrayList<>();
    for (Family family : Exposition.families(checkpointInfo)) {
      List<MetricFamilySamples.Sample> samples = new ArrayList<>();
      for (int series = 0; series < family.width(); series++) {
        for (int table = 0; table < rows.size(); table++) {
          double value = rows.get(table).at(family, series, now.toEpochMilli());
          if (!Double.isNaN(value)) {
            samples.add(sample(family, series, shown.get(table), rows.get(table), value));
          }
        }
      }
      families.add(new MetricFamilySamples(
          family.sampleName(),
          family.counter() ? Type.COUNTER : Type.GAUGE,
          family.help(),
          samples));
    }
    return families;
  }

  private static Row row(TableState table, Instant now) {
    Row row = new Row();
    row.read(table, now);
    return row;
  }

  private static MetricFamilySamples.Sample sample(
      Family family, int series, TableState table, Row row, double value) {
    List<String> more = family.labels().values().get(series);
    if (family.equals(Families.CHECKPOINT_INFO)) {
      more = List.of(Objects.requireNonNull(row.checkpoint).type(), row.checkpoint.value());
    }
    Stream<String> id =
        Stream.of(table.id().controller(), table.id().table()).map(LabelText::writable);
    return new MetricFamilySamples.Sample(
        family.sampleName(),
        Stream.concat(Stream.of("controller", "table"), family.labels().names().stream())
            .toList(),
        Stream.concat(id, more.stream()).toList(),
        value);
  }
}
