package io.icewatch.metrics;

import io.icewatch.model.ControllerState;
import io.icewatch.model.History;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whatever tables are called, the text is read back with each of them once.
 *
 * <p>The input is names in UTF-8 with {@code |} between them.
 */
public final class NamesTarget {
  private static final String SHOWN = "pinot_iceberg_lag_threshold_seconds";

  private NamesTarget() {}

  /** One execution, as the fuzzer's driver knows it. */
  public static void fuzzerTestOneInput(byte[] data) {
    List<TableState> tables = Stream.of(new String(data, StandardCharsets.UTF_8).split("\\|", 9))
        .filter(name -> !name.isBlank())
        .map(name ->
            TableState.initial(TableSettings.defaults(new TableId("prod", name)), History.none()))
        .toList();
    Snapshot fleet = new Snapshot(1, tables, List.of(ControllerState.initial("prod")));
    String text = Scrapes.text(
        new Exposition(() -> fleet, () -> SmallFleet.NOW, new CollectorRegistry(), true)
            .render(Format.TEXT, false));
    List<Parsed.Sample> samples = Parsed.samples(text);
    long names = tables.stream()
        .map(table -> LabelText.writable(table.id().table()))
        .distinct()
        .count();
    long shown = samples.stream().filter(sample -> sample.name().equals(SHOWN)).count();
    if (new HashSet<>(samples).size() != samples.size() || shown != 2 * names) {
      throw new AssertionError(names + " names, and " + shown + " thresholds:\n" + text);
    }
  }
}
