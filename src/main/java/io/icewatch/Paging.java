package io.icewatch;

import io.icewatch.alert.AlertLoop;
import io.icewatch.alert.Alerting;
import io.icewatch.metrics.NotificationMetrics;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerStanding;
import io.icewatch.state.Fleet;
import io.icewatch.state.SqliteAlertJournal;
import io.icewatch.state.Store;
import io.icewatch.trigger.AutoTrigger;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The daemon's own alerting, put together: it decides also when there is nobody to tell. */
final class Paging {
  private final Alerting alerting;
  private final NotificationMetrics metrics;
  private AlertSettings settings;
  private @Nullable AlertLoop loop;

  private Paging(Alerting alerting, NotificationMetrics metrics, AlertSettings settings) {
    this.alerting = alerting;
    this.metrics = metrics;
    this.settings = settings;
  }

  /** Takes up what the last daemon kept; looks at nothing yet. */
  static Paging of(
      AlertSettings settings,
      Fleet fleet,
      Optional<AutoTrigger> trigger,
      Store store,
      CollectorRegistry registry,
      InstantSource clock) {
    NotificationMetrics metrics = new NotificationMetrics(
        registry,
        names(settings, AlertReceiver.Alertmanager.class::isInstance),
        names(settings, AlertReceiver.Webhook.class::isInstance));
    Alerting alerting = new Alerting(
        settings,
        new Alerting.Sources(
            fleet::snapshot,
            () -> trigger
                .map(auto -> gaveUp(auto.standings().values(), auto.pauses(), clock.instant()))
                .orElse(Set.of()),
            store::problem),
        new SqliteAlertJournal(store),
        metrics,
        clock);
    NotificationMetrics.registerQueues(registry, alerting::queues);
    return new Paging(alerting, metrics, settings);
  }

  /** Looks at once, and again after each interval, until it is closed. */
  synchronized AutoCloseable start() {
    AlertLoop started = AlertLoop.start(alerting, settings.interval());
    loop = started;
    return started;
  }

  /**
   * Goes by other settings; what fires goes on. Before the start nothing is done.
   *
   * @return completes when nothing goes by those before
   */
  synchronized CompletableFuture<Void> adopt(AlertSettings next) {
    AlertLoop running = loop;
    if (running == null || next.equals(settings)) {
      return CompletableFuture.completedFuture(null);
    }
    settings = next;
    return running
        .adopt(next)
        .thenRun(() -> metrics.receivers(
            names(next, AlertReceiver.Alertmanager.class::isInstance),
            names(next, AlertReceiver.Webhook.class::isInstance)));
  }

  /** What the latest look left. */
  AlertBoard board() {
    return alerting.board();
  }

  /** Who paused a table, or turned the auto-trigger off, knows; a dry run has started nothing. */
  static Set<TableId> gaveUp(
      Collection<TriggerStanding> standings, List<Pause> pauses, Instant now) {
    return standings.stream()
        .filter(TriggerStanding::circuitOpen)
        .filter(standing -> standing.mode() == TriggerMode.AUTO)
        .map(TriggerStanding::table)
        .filter(table -> pauses.stream().noneMatch(pause -> pause.holds(table, now)))
        .collect(Collectors.toSet());
  }

  private static List<String> names(AlertSettings settings, Predicate<AlertReceiver> kind) {
    return settings.receivers().stream().filter(kind).map(AlertReceiver::name).toList();
  }
}
