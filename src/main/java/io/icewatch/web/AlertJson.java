package io.icewatch.web;

import static io.icewatch.web.JsonValues.moment;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert as the API writes it; pure. */
final class AlertJson {
  private AlertJson() {}

  static JsonObject of(Alert alert) {
    AlertLabels labels = alert.labels();
    JsonObject json = new JsonObject()
        .put("name", labels.name())
        .put("severity", label(labels, "severity"))
        .put("controller", label(labels, "controller"))
        .put("table", label(labels, "table"))
        .put("stage", alert.stage().label());
    return stage(json, alert.stage())
        .put("summary", alert.annotations().get("summary"))
        .put("description", alert.annotations().get("description"))
        .put("labels", strings(labels.values()))
        .put("annotations", strings(alert.annotations()));
  }

  private static @Nullable String label(AlertLabels labels, String name) {
    String value = labels.value(name);
    return value.isEmpty() ? null : value;
  }

  private static JsonObject stage(JsonObject json, AlertStage stage) {
    if (stage instanceof AlertStage.Pending pending) {
      return moments(json, Optional.of(pending.since()), Optional.empty(), Optional.empty());
    }
    if (stage instanceof AlertStage.Firing firing) {
      return moments(
          json, Optional.of(firing.since()), Optional.of(firing.startsAt()), Optional.empty());
    }
    AlertStage.Resolved resolved = (AlertStage.Resolved) stage;
    return moments(
        json, Optional.empty(), Optional.of(resolved.startsAt()), Optional.of(resolved.endsAt()));
  }

  private static JsonObject moments(
      JsonObject json, Optional<Instant> since, Optional<Instant> starts, Optional<Instant> ends) {
    return json.put("since", moment(since))
        .put("startsAt", moment(starts))
        .put("endsAt", moment(ends));
  }

  private static JsonObject strings(Map<String, String> values) {
    JsonObject json = new JsonObject();
    values.forEach(json::put);
    return json;
  }
}
