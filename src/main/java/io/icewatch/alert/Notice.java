package io.icewatch.alert;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertStage;
import java.time.Instant;
import java.util.List;

/**
 * What one receiver is to be told, in one piece.
 *
 * @param subject what it is about: a later notice of the same subject takes its place in the queue
 * @param alerts at least one, none of them pending
 * @param at the look that found them so
 */
record Notice(String subject, List<Alert> alerts, Instant at) {
  Notice {
    alerts = List.copyOf(alerts);
  }

  /** When an alert that is told began to fire. */
  static Instant startsAt(Alert alert) {
    AlertStage stage = alert.stage();
    if (stage instanceof AlertStage.Firing firing) {
      return firing.startsAt();
    }
    return stage instanceof AlertStage.Resolved resolved
        ? resolved.startsAt()
        : ((AlertStage.Pending) stage).since();
  }

  /** What the receiver knows once it has taken an alert. */
  static AlertDelivery taken(Alert alert, Instant at) {
    return new AlertDelivery(alert.labels(), startsAt(alert), !alert.firing(), at);
  }
}
