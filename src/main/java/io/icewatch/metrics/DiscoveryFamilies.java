package io.icewatch.metrics;

import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Snapshot;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How many tables of each controller are watched, and how the discovery of them stands. */
final class DiscoveryFamilies {
  private static final List<String> CONTROLLER = List.of("controller");

  private DiscoveryFamilies() {}

  static List<MetricFamilySamples> of(Snapshot snapshot) {
    return List.of(
        tables(snapshot),
        discovery(
            snapshot,
            "icewatch_tables_dropped",
            "Tables of the last complete list that are not watched because discover.maxTables are"
                + " already. Absent without discovery.",
            false,
            DiscoveryState::dropped),
        discovery(
            snapshot,
            "icewatch_tables_missing",
            "Discovered tables that the last complete list does not hold; they are watched until"
                + " some lists in a row do not. Absent without discovery.",
            false,
            DiscoveryState::missing),
        discovery(
            snapshot,
            "icewatch_tables_unusable",
            "Names of the last complete list that cannot be watched. Absent without discovery.",
            false,
            DiscoveryState::unusable),
        discovery(
            snapshot,
            "icewatch_discovery_up",
            "Whether the last question for a controller's tables brought the whole list. Absent"
                + " without discovery.",
            true,
            state -> state.failure().isEmpty() ? 1 : 0),
        lastList(snapshot));
  }

  private static GaugeMetricFamily tables(Snapshot snapshot) {
    Map<String, Integer> counts = new HashMap<>();
    snapshot.tables().forEach(table -> counts.merge(table.id().controller(), 1, Integer::sum));
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_tables", "Tables of the controller that are watched.", CONTROLLER);
    for (ControllerState controller : snapshot.controllers()) {
      family.addMetric(List.of(controller.name()), counts.getOrDefault(controller.name(), 0));
    }
    return family;
  }

  /** @param asked whether the value is known before the first complete list, once one was asked for */
  private static GaugeMetricFamily discovery(
      Snapshot snapshot,
      String name,
      String help,
      boolean asked,
      ToDoubleFunction<DiscoveryState> value) {
    GaugeMetricFamily family = new GaugeMetricFamily(name, help, CONTROLLER);
    for (ControllerState controller : snapshot.controllers()) {
      controller
          .discovery()
          .filter(state ->
              state.completedAt().isPresent() || (asked && state.failure().isPresent()))
          .ifPresent(
              state -> family.addMetric(List.of(controller.name()), value.applyAsDouble(state)));
    }
    return family;
  }

  private static GaugeMetricFamily lastList(Snapshot snapshot) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_discovery_timestamp_seconds",
        "When the last complete list of the controller's tables came, in seconds since the epoch."
            + " Absent before the first.",
        CONTROLLER);
    for (ControllerState controller : snapshot.controllers()) {
      controller
          .discovery()
          .flatMap(DiscoveryState::completedAt)
          .ifPresent(
              at -> family.addMetric(List.of(controller.name()), at.toEpochMilli() / 1000.0));
    }
    return family;
  }
}
