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
  /** Of tables and metrics alone: with no configuration, no alerts, and nobody to ask for anything. */
  public Content(Supplier<Snapshot> fleet, MetricsSource metrics, InstantSource clock) {
    this(
        fleet,
        metrics,
        Optional.empty(),
        () -> "{}\n",
        AlertBoard::none,
        Prober.none(),
        Optional.empty(),
        clock);
  }
}
