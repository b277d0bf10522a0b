package io.icewatch.web;

import io.icewatch.model.AlertBoard;
import io.icewatch.model.Snapshot;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server has to show, and whom it hands requests to.
 *
 * @param fleet the newest snapshot, in memory
 * @param metrics the text of {@code /metrics}
 * @param byHand the auto-trigger, for what people ask for under {@code /api/v1}; empty when its journal
 *     could not be read
 * @param config the configuration in force as a JSON object, without secrets
 * @param alerts the daemon's own alerts after its latest look, in memory
 * @param prober asks about one table now
 * @param reloading has the configuration read again; empty when the daemon goes by no file
 * @param clock what "now" is on the pages
 */
public record Content(
    Supplier<Snapshot> fleet,
    MetricsSource metrics,
    Optional<ByHand> byHand,
    Supplier<String> config,
    Supplier<AlertBoard> alerts,
    Prober prober,
    Optional<Reloading> reloading,
    InstantSource clock) {
  /** Of a daemon that goes by no file. */
  public Content(
      Supplier<Snapshot> fleet,
      MetricsSource metrics,
      Optional<ByHand> byHand,
      Supplier<String> config,
      Supplier<AlertBoard> alerts,
      Prober prober,
      InstantSource clock) {
    this(fleet, metrics, byHand, config, alerts, prober, Optional.empty(), clock);
  }

  /** With nobody to ask now. */
  public Content(
      Supplier<Snapshot> fleet,
      MetricsSource metrics,
      Optional<ByHand> byHand,
      Supplier<String> config,
      Supplier<AlertBoard> alerts,
      InstantSource clock) {
    this(fleet, metrics, byHand, config, alerts, Prober.none(), clock);
  }

  /** Without a configuration to show. */
  public Content(
      Supplier<Snapshot> fleet,
      MetricsSource metrics,
      Optional<ByHand> byHand,
      Supplier<AlertBoard> alerts,
      InstantSource clock) {
    this(fleet, metrics, byHand, () -> "{}\n", alerts, clock);
  }

  /** Without alerts. */
  public Content(
      Supplier<Snapshot> fleet,
      MetricsSource metrics,
      Optional<ByHand> byHand,
      InstantSource clock) {
    this(fleet, metrics, byHand, AlertBoard::none, clock);
  }

  /** With nobody to ask for anything by hand. */
  public Content(Supplier<Snapshot> fleet, MetricsSource metrics, InstantSource clock) {
    this(fleet, metrics, Optional.empty(), clock);
  }
}
