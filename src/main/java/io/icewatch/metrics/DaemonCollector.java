package io.icewatch.metrics;

import io.icewatch.model.BreakerState;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the daemon knows of its controllers and catalogs, its fleet and its store, read at each scrape. */
public final class DaemonCollector extends Collector {
  private static final List<BreakerState> STATES = List.of(BreakerState.values());

  private final Supplier<Snapshot> fleet;
  private final Supplier<Optional<String>> storeProblem;

  /**
   * @param fleet the newest snapshot
   * @param storeProblem why the store cannot write, empty while it can
   */
  public DaemonCollector(Supplier<Snapshot> fleet, Supplier<Optional<String>> storeProblem) {
    this.fleet = fleet;
    this.storeProblem = storeProblem;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Snapshot snapshot = fleet.get();
    List<MetricFamilySamples> families = new ArrayList<>(general(snapshot));
    families.addAll(DiscoveryFamilies.of(snapshot));
    return families;
  }

  private List<MetricFamilySamples> general(Snapshot snapshot) {
    return List.of(
        clockSkew(snapshot.controllers()),
        breakers(snapshot.controllers()),
        catalogBreakers(snapshot.catalogs()),
        new GaugeMetricFamily(
            "icewatch_store_up",
            "Whether the state file takes writes (1) or the last one failed (0).",
            storeProblem.get().isEmpty() ? 1 : 0));
  }

  private static GaugeMetricFamily clockSkew(List<ControllerState> controllers) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_controller_clock_skew_seconds",
        "The controller's clock less the daemon's, in seconds, from its Date header, to about"
            + " a second. Absent before it was estimated.",
        List.of("controller"));
    for (ControllerState controller : controllers) {
      controller
          .clockSkew()
          .ifPresent(
              skew -> family.addMetric(List.of(controller.name()), skew.toMillis() / 1000.0));
    }
    return family;
  }

  private static GaugeMetricFamily breakers(List<ControllerState> controllers) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_controller_breaker_state",
        "Whether questions go out to the controller: 1 for the current state of its circuit"
            + " breaker, 0 for the others.",
        List.of("controller", "state"));
    for (ControllerState controller : controllers) {
      addStates(family, controller.name(), controller.breaker());
    }
    return family;
  }

  private static GaugeMetricFamily catalogBreakers(List<CatalogState> catalogs) {
    GaugeMetricFamily family = new GaugeMetricFamily(
        "icewatch_catalog_breaker_state",
        "Whether questions go out to the catalog: 1 for the current state of its circuit breaker, 0"
            + " for the others.",
        List.of("catalog", "state"));
    for (CatalogState catalog : catalogs) {
      addStates(family, catalog.name(), catalog.breaker());
    }
    return family;
  }

  private static void addStates(GaugeMetricFamily family, String name, BreakerState current) {
    for (BreakerState state : STATES) {
      family.addMetric(List.of(name, state.label()), current == state ? 1 : 0);
    }
  }
}
