package io.icewatch.alert;

import io.icewatch.decide.AlertBook;
import io.icewatch.decide.Alerts;
import io.icewatch.decide.Situation;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertJournal;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertListener;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.AlertStage;
import io.icewatch.model.JournalException;
import io.icewatch.model.NotificationQueue;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the fleet, decides what is to be told, keeps it, and hands it to each receiver's courier.
 *
 * <p>An alert is durable before anybody is told of it; where it cannot be made so, it is told all the
 * same. With nobody to tell, views still show what is decided. Turns are for one thread.
 */
public final class Alerting {
  private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);

  private static final Duration LAST_NOTICE = Duration.ofSeconds(5);

  private final Sources sources;
  private final AlertJournal journal;
  private final InstantSource clock;
  private final Courier.Outside outside;
  private final Courier.Limits limits;
  private AlertSettings settings;
  private volatile List<Courier> couriers;
  private final Map<AlertLabels, AlertStage> durable = new HashMap<>();
  private AlertBook book;
  private volatile AlertBoard board;

  /**
   * What alerts are decided from, asked at each look.
   *
   * @param gaveUp tables on which the auto-trigger gave up, and which nobody paused
   * @param storeProblem why the state file takes no writes
   */
  public record Sources(
      Supplier<Snapshot> fleet,
      Supplier<Set<TableId>> gaveUp,
      Supplier<Optional<String>> storeProblem) {}

  /** Takes up where the journal says that the last daemon left off; tells nobody yet. */
  public Alerting(
      AlertSettings settings,
      Sources sources,
      AlertJournal journal,
      AlertListener listener,
      InstantSource clock) {
    this(settings, sources, journal, listener, clock, Courier.Limits.usual());
  }

  Alerting(
      AlertSettings settings,
      Sources sources,
      AlertJournal journal,
      AlertListener listener,
      InstantSource clock,
      Courier.Limits limits) {
    this.settings = settings;
    this.sources = sources;
    this.journal = journal;
    this.clock = clock;
    AlertJournal.Contents kept = load(journal);
    this.book = AlertBook.of(kept.alerts());
    this.board = new AlertBoard(Optional.empty(), book.alerts());
    kept.alerts().forEach(alert -> durable.put(alert.labels(), alert.stage()));
    this.outside = new Courier.Outside(journal, listener, clock);
    this.limits = limits;
    this.couriers = settings.receivers().stream()
        .map(receiver ->
            courier(receiver, settings, kept.deliveries().getOrDefault(receiver.name(), List.of())))
        .toList();
  }

  private Courier courier(
      AlertReceiver receiver, AlertSettings settings, List<AlertDelivery> known) {
    return new Courier(
        receiver.name(), plan(receiver, settings), new Wire(receiver), outside, limits, known);
  }

  /**
   * Goes by other settings from the next look on. What is pending, firing and remembered stays, and
   * so does the queue of a receiver with the same settings; one with others is begun anew, with what
   * it took. For the thread that takes the turns, after the start.
   */
  void adopt(AlertSettings next) {
    List<Courier> gone = couriers.stream()
        .filter(courier -> stays(courier.name(), next).isEmpty())
        .toList();
    gone.forEach(Courier::retire);
    Instant end = clock.instant().plus(LAST_NOTICE);
    gone.forEach(courier -> courier.await(Duration.between(clock.instant(), end)));
    Map<String, Courier> before =
        couriers.stream().collect(Collectors.toMap(Courier::name, courier -> courier));
    List<Courier> all = new ArrayList<>();
    for (AlertReceiver receiver : next.receivers()) {
      Courier courier = before.get(receiver.name());
      if (courier == null || gone.contains(courier)) {
        courier = courier(receiver, next, known(receiver.name(), courier));
        courier.start();
      }
      all.add(courier);
    }
    settings = next;
    couriers = List.copyOf(all);
  }

  /** What a receiver took: its last courier knows that best, also while the journal is not to be had. */
  private List<AlertDelivery> known(String receiver, @Nullable Courier last) {
    if (last != null) {
      return last.known();
    }
    try {
      return journal.load().deliveries().getOrDefault(receiver, List.of());
    } catch (JournalException e) {
      LOG.warn("{}: what it was told before is not known: {}", receiver, e.getMessage());
      return List.of();
    }
  }

  /** The receiver, when it is told the same way by other settings. */
  private Optional<AlertReceiver> stays(String name, AlertSettings next) {
    boolean sameRhythm =
        settings.interval().equals(next.interval()) && settings.resend().equals(next.resend());
    return settings.receivers().stream()
        .filter(receiver -> receiver.name().equals(name))
        .filter(receiver -> receiver instanceof AlertReceiver.Webhook || sameRhythm)
        .filter(next.receivers()::contains)
        .findFirst();
  }

  private static AlertJournal.Contents load(AlertJournal journal) {
    try {
      return journal.load();
    } catch (JournalException e) {
      LOG.warn("alerts begin anew: {}", e.getMessage());
      return AlertJournal.Contents.none();
    }
  }

  private static Plan plan(AlertReceiver receiver, AlertSettings settings) {
    return receiver instanceof AlertReceiver.Webhook webhook
        ? new WebhookPlan(webhook)
        : new AlertmanagerPlan(settings);
  }

  void start() {
    couriers.forEach(Courier::start);
  }

  /** Looks once. */
  void turn() {
    // To the millisecond, as it is kept: a restart changes no alert's beginning.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AlertBook before = book;
    AlertBook next = Alerts.look(before, situation(), settings, now);
    keep(next);
    log(before, next);
    book = next;
    board = new AlertBoard(Optional.of(now), next.alerts());
    List<Alert> told = next.alerts().stream().filter(Alert::told).toList();
    couriers.forEach(courier -> courier.offer(told, now));
  }

  private Situation situation() {
    return new Situation(
        sources.fleet().get(),
        sources.gaveUp().get(),
        sources.storeProblem().get(),
        couriers.stream().collect(Collectors.toMap(Courier::name, Courier::standing)));
  }

  /** Writes what has changed since what is durable; what cannot be written is owed to the next look. */
  private void keep(AlertBook next) {
    List<Alert> changed = new ArrayList<>();
    Map<AlertLabels, AlertStage> stages = new HashMap<>();
    for (Alert alert : next.alerts()) {
      stages.put(alert.labels(), alert.stage());
      if (!alert.stage().equals(durable.get(alert.labels()))) {
        changed.add(alert);
      }
    }
    List<AlertLabels> gone =
        durable.keySet().stream().filter(labels -> !stages.containsKey(labels)).toList();
    if (changed.isEmpty() && gone.isEmpty()) {
      return;
    }
    try {
      journal.write(changed, gone);
      durable.clear();
      durable.putAll(stages);
    } catch (JournalException e) {
      LOG.warn("{} alerts are not kept: {}", changed.size(), e.getMessage());
    }
  }

  private static void log(AlertBook before, AlertBook next) {
    Map<AlertLabels, Alert> earlier =
        before.alerts().stream().collect(Collectors.toMap(Alert::labels, alert -> alert));
    for (Alert alert : next.alerts()) {
      Alert was = earlier.get(alert.labels());
      if (alert.told() && (was == null || was.firing() != alert.firing() || !was.told())) {
        LOG.info(
            "{} {}: {}",
            alert.labels(),
            alert.stage().label(),
            alert.annotations().getOrDefault("description", ""));
      }
    }
  }

  /** Every alert after the latest look; may be called from any thread. */
  public AlertBoard board() {
    return board;
  }

  /** What waits for each receiver. */
  public List<NotificationQueue> queues() {
    return couriers.stream().map(Courier::queue).toList();
  }

  /** Sends what is queued, within a limit for all receivers together. */
  void close(Duration limit) {
    couriers.forEach(Courier::drain);
    Instant end = clock.instant().plus(limit);
    couriers.forEach(courier -> courier.await(Duration.between(clock.instant(), end)));
  }
}
