package io.icewatch.decide;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.AlertStage;
import io.icewatch.model.ControllerState;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which alerts are pending, firing and resolved: the rules of {@code alerts/}, as far as they can be
 * told from the snapshot and the daemon's own state.
 */
public final class Alerts {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final AlertBook earlier;
  private final Situation situation;
  private final AlertSettings settings;
  private final Instant now;
  private final Map<AlertLabels, Alert> alerts = new HashMap<>();
  private final Map<TableId, Recall> recalls = new HashMap<>();

  private Alerts(AlertBook earlier, Situation situation, AlertSettings settings, Instant now) {
    this.earlier = earlier;
    this.situation = situation;
    this.settings = settings;
    this.now = now;
  }

  /**
   * One more look.
   *
   * @param earlier the book after the look before; what it holds of tables, controllers and labels
   *     that are no more is resolved
   */
  public static AlertBook look(
      AlertBook earlier, Situation situation, AlertSettings settings, Instant now) {
    return new Alerts(earlier, situation, settings, now).look();
  }

  private AlertBook look() {
    Map<String, List<FleetAlerts.Seen>> byController = new TreeMap<>();
    Map<String, List<FleetAlerts.Seen>> byCatalog = new TreeMap<>();
    for (TableState table : situation.fleet().tables()) {
      Recall recall =
          earlier.recall(table.id()).orElseGet(() -> Recall.first(table, now)).next(table, now);
      recalls.put(table.id(), recall);
      table(table, recall);
      FleetAlerts.Seen seen = new FleetAlerts.Seen(table, recall);
      byController
          .computeIfAbsent(table.id().controller(), name -> new ArrayList<>())
          .add(seen);
      table
          .settings()
          .source()
          .map(SourceSettings::catalog)
          .ifPresent(name ->
              byCatalog.computeIfAbsent(name, ignored -> new ArrayList<>()).add(seen));
    }
    byController.forEach((name, tables) -> {
      Map<String, String> labels = Map.of("controller", name);
      settle(AlertRule.CONTROLLER_UNREACHABLE, labels, FleetAlerts.unreachable(name, tables, now));
      settle(AlertRule.CREDENTIALS_REFUSED, labels, FleetAlerts.refused(name, tables, now));
    });
    situation.fleet().controllers().forEach(this::discovery);
    byCatalog.forEach((name, tables) -> settle(
        AlertRule.CATALOG_UNREACHABLE,
        Map.of("catalog", name),
        FleetAlerts.catalog(name, tables, now)));
    Instant storeWell =
        situation.storeProblem().isEmpty() ? now : earlier.storeWell().orElse(now);
    daemon(storeWell);
    resolveTheRest();
    return new AlertBook(alerts, recalls, Optional.of(storeWell));
  }

  private void table(TableState table, Recall recall) {
    TableAlerts judge =
        new TableAlerts(table, recall, situation.gaveUp().contains(table.id()), now);
    Map<String, String> labels =
        Map.of("controller", table.id().controller(), "table", table.id().table());
    for (AlertRule rule : AlertRule.values()) {
      if (rule.subject() == AlertRule.Subject.TABLE) {
        AlertLabels all = labels(rule, labels);
        settle(rule, all, judge.judge(rule, earlier.stage(all)));
      }
    }
  }

  private void discovery(ControllerState controller) {
    controller.discovery().ifPresent(state -> {
      Map<String, String> labels = Map.of("controller", controller.name());
      boolean watched = situation.fleet().tables().stream()
          .anyMatch(table -> table.id().controller().equals(controller.name()));
      settle(
          AlertRule.DISCOVERY_FAILING_CRITICAL,
          labels,
          FleetAlerts.blind(controller.name(), state, watched));
      settle(
          AlertRule.DISCOVERY_FAILING_WARNING,
          labels,
          FleetAlerts.unlisted(controller.name(), state));
      settle(AlertRule.TABLES_DROPPED, labels, FleetAlerts.dropped(controller.name(), state));
    });
  }

  private void daemon(Instant storeWell) {
    if (situation.storeProblem().isEmpty()) {
      settle(AlertRule.STORE_FAILING, Map.of(), Judgement.CLEAR);
    } else {
      settle(
          AlertRule.STORE_FAILING,
          Map.of(),
          Recall.within(storeWell, WINDOW, now)
              ? Judgement.UNKNOWN
              : new Judgement.Holds("Icewatch has written nothing to its state file for ten"
                  + " minutes. It goes on watching and triggers nothing; a restart now would forget"
                  + " what it has seen since. Last: " + situation.storeProblem().get()));
    }
    situation
        .receivers()
        .forEach((receiver, standing) -> settle(
            AlertRule.NOTIFICATIONS_FAILING,
            Map.of("alertmanager", receiver),
            notifications(receiver, standing)));
    if (settings.watchdog()) {
      settle(
          AlertRule.WATCHDOG,
          Map.of(),
          new Judgement.Holds(
              "This alert always fires. When it stops, no alert of Icewatch arrives either."));
    }
  }

  private Judgement notifications(String receiver, Situation.Standing standing) {
    if (standing.failedAt().filter(at -> Recall.within(at, WINDOW, now)).isPresent()) {
      return new Judgement.Holds("Notifications of Icewatch to " + receiver
          + " have been failing or dropped for ten minutes.");
    }
    return standing.tried() ? Judgement.CLEAR : Judgement.UNKNOWN;
  }

  private void settle(AlertRule rule, Map<String, String> labels, Judgement judgement) {
    settle(rule, labels(rule, labels), judgement);
  }

  private void settle(AlertRule rule, AlertLabels labels, Judgement judgement) {
    Optional<Alert> before = Optional.ofNullable(earlier.byLabels().get(labels));
    if (before.isEmpty() && !(judgement instanceof Judgement.Holds)) {
      return;
    }
    Optional<AlertStage> stage = Stages.next(
        before.map(Alert::stage),
        judgement,
        rule.patience().dividedBy(settings.hurry()),
        rule.keep().dividedBy(settings.hurry()),
        now);
    if (stage.isEmpty()) {
      return;
    }
    alerts.put(
        labels,
        judgement instanceof Judgement.Holds holds
            ? new Alert(labels, Links.annotations(rule, labels, holds, settings), stage.get())
            : before.orElseThrow().at(stage.get()));
  }

  /** The rule's labels; a label of the settings gives way, as Prometheus's external labels do. */
  private AlertLabels labels(AlertRule rule, Map<String, String> subject) {
    Map<String, String> all = new HashMap<>(settings.labels());
    all.putAll(subject);
    all.put(AlertLabels.NAME, rule.alert());
    all.put("severity", rule.severity().label());
    return AlertLabels.of(all);
  }

  private void resolveTheRest() {
    earlier.byLabels().forEach((labels, alert) -> {
      if (!alerts.containsKey(labels)) {
        Stages.gone(alert.stage(), now).ifPresent(stage -> alerts.put(labels, alert.at(stage)));
      }
    });
  }
}
