package io.icewatch.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.AlertStage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus tells an Alertmanager, by version 2 of its API: every alert that fires or has just
 * ceased to, again and again. Alertmanager decides whom that concerns, and tells them once.
 */
final class AlertmanagerPlan implements Plan {
  private static final int BATCH = 64;

  private final Duration again;
  private final Duration validity;

  AlertmanagerPlan(AlertSettings settings) {
    // A look early rather than a look late: within the time that was asked for.
    this.again = settings.resend().minus(settings.interval());
    this.validity = settings.validity();
  }

  @Override
  public List<Notice> due(List<Alert> told, Map<AlertLabels, AlertDelivery> taken, Instant now) {
    return told.stream()
        .filter(alert -> due(alert, taken, now))
        .map(alert -> new Notice(alert.labels().toString(), List.of(alert), now))
        .toList();
  }

  private boolean due(Alert alert, Map<AlertLabels, AlertDelivery> taken, Instant now) {
    AlertDelivery last = taken.get(alert.labels());
    return last == null
        || !last.equals(Notice.taken(alert, last.at()))
        || last.at().isAfter(now)
        || Duration.between(last.at(), now).compareTo(again) >= 0;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public byte[] body(List<Notice> notices) {
    return Json.bytes(json -> {
      json.writeStartArray();
      for (Notice notice : notices) {
        for (Alert alert : notice.alerts()) {
          write(json, alert, notice.at().plus(validity));
        }
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Alert alert, Instant until) throws IOException {
    Instant endsAt =
        alert.stage() instanceof AlertStage.Resolved resolved ? resolved.endsAt() : until;
    Instant startsAt = Notice.startsAt(alert);
    json.writeStartObject();
    Json.write(json, "labels", alert.labels().values());
    Json.write(json, "annotations", alert.annotations());
    // An alert that ends before it starts is refused: after the clock was set back it could.
    json.writeStringField("startsAt", (startsAt.isAfter(endsAt) ? endsAt : startsAt).toString());
    json.writeStringField("endsAt", endsAt.toString());
    json.writeEndObject();
  }
}
