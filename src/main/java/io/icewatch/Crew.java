package io.icewatch;

import io.icewatch.config.Configuration;
import io.icewatch.config.ControllerConfig;
import io.icewatch.metrics.TriggerMetrics;
import io.icewatch.model.Snapshot;
import io.icewatch.poll.Poller;
import io.icewatch.poll.Watched;
import io.icewatch.trigger.AutoTrigger;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that goes by the configuration while the daemon runs, and can be made to go by another. */
record Crew(
    Clients clients,
    Poller poller,
    Supplier<Snapshot> fleet,
    Optional<AutoTrigger> trigger,
    ShortCooldowns cooldowns,
    TriggerMetrics triggerMetrics,
    AccessProbe probe,
    Paging paging,
    Scrapes scrapes)
    implements Roster.Followers {

  @Override
  public CompletableFuture<Void> follow(Configuration complete) {
    watch(clients, poller, complete);
    cooldowns.look(complete, fleet.get());
    probe.watch(Acting.probed(complete, clients.clients()));
    triggerMetrics.forgetUnwatched();
    scrapes.checkpointInfo(complete.checkpointInfo());
    CompletableFuture<Void> paged = paging.adopt(complete.alerts());
    return trigger
        .map(auto -> auto.adopt(Acting.mandate(complete, clients.starters())))
        .map(adopted -> CompletableFuture.allOf(adopted, paged))
        .orElse(paged);
  }

  /** Polls what a configuration names. */
  static void watch(Clients clients, Poller poller, Configuration complete) {
    clients.attempt(() -> poller.watch(watched(complete)));
    clients.keep(complete.controllers().stream()
        .map(controller -> controller.settings().name())
        .collect(Collectors.toSet()));
  }

  private static Watched watched(Configuration complete) {
    return new Watched(
        complete.catalogs(),
        complete.controllers().stream().map(ControllerConfig::settings).toList(),
        complete.controllers().stream()
            .flatMap(controller -> controller.tables().stream())
            .toList());
  }
}
