package io.icewatch.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an Alertmanager tells a webhook, version 4: each group of alerts when it changes, and now and
 * then while it fires. A group holds the alerts of one name and one controller.
 *
 * <p>What was never told to fire is never told to be over.
 */
final class WebhookPlan implements Plan {
  private static final String NO_END = "0001-01-01T00:00:00Z";
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final AlertReceiver.Webhook webhook;

  WebhookPlan(AlertReceiver.Webhook webhook) {
    this.webhook = webhook;
  }

  @Override
  public List<Notice> due(List<Alert> told, Map<AlertLabels, AlertDelivery> taken, Instant now) {
    Map<String, List<Alert>> groups = new TreeMap<>();
    Map<String, Boolean> due = new TreeMap<>();
    for (Alert alert : told) {
      Optional<AlertDelivery> last = Optional.ofNullable(taken.get(alert.labels()))
          .filter(delivery -> delivery.startsAt().equals(Notice.startsAt(alert)));
      boolean knownToFire = last.filter(delivery -> !delivery.resolved()).isPresent();
      if (!alert.firing() && !knownToFire) {
        continue;
      }
      String group = key(groupLabels(alert));
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(alert);
      boolean news = alert.firing() != knownToFire;
      boolean again = last.filter(
              delivery -> !delivery.at().plus(webhook.repeat()).isAfter(now))
          .isPresent();
      due.merge(group, news || again, Boolean::logicalOr);
    }
    return groups.entrySet().stream()
        .filter(group -> due.getOrDefault(group.getKey(), false))
        .map(group -> new Notice(group.getKey(), group.getValue(), now))
        .toList();
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public byte[] body(List<Notice> notices) {
    Notice notice = notices.get(0);
    List<Alert> alerts = notice.alerts();
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("version", "4");
      json.writeStringField("groupKey", notice.subject());
      json.writeNumberField("truncatedAlerts", 0);
      json.writeStringField("status", status(alerts.stream().anyMatch(Alert::firing)));
      json.writeStringField("receiver", webhook.name());
      Json.write(json, "groupLabels", groupLabels(alerts.get(0)));
      Json.write(
          json,
          "commonLabels",
          common(alerts.stream().map(alert -> alert.labels().values()).toList()));
      Json.write(
          json,
          "commonAnnotations",
          common(alerts.stream().map(Alert::annotations).toList()));
      json.writeStringField("externalURL", "");
      json.writeArrayFieldStart("alerts");
      for (Alert alert : alerts) {
        write(json, alert);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", status(alert.firing()));
    Json.write(json, "labels", alert.labels().values());
    Json.write(json, "annotations", alert.annotations());
    json.writeStringField("startsAt", Notice.startsAt(alert).toString());
    json.writeStringField(
        "endsAt",
        alert.stage() instanceof AlertStage.Resolved over ? over.endsAt().toString() : NO_END);
    json.writeStringField("generatorURL", "");
    json.writeStringField("fingerprint", fingerprint(alert.labels()));
    json.writeEndObject();
  }

  private static String status(boolean firing) {
    return firing ? "firing" : "resolved";
  }

  private static SortedMap<String, String> groupLabels(Alert alert) {
    SortedMap<String, String> labels = new TreeMap<>(alert.labels().values());
    labels.keySet().retainAll(List.of(AlertLabels.NAME, "controller"));
    return labels;
  }

  /** As Alertmanager writes it. */
  private static String key(SortedMap<String, String> labels) {
    StringBuilder key = new StringBuilder("{}:{");
    labels.forEach((label, value) -> key.append(key.length() == 4 ? "" : ", ")
        .append(label)
        .append("=\"")
        .append(value)
        .append('"'));
    return key.append('}').toString();
  }

  private static SortedMap<String, String> common(List<SortedMap<String, String>> all) {
    SortedMap<String, String> common = new TreeMap<>(all.get(0));
    all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
    return common;
  }

  /** Alertmanager's: FNV-1a over the names and values in order, each followed by a byte 255. */
  static String fingerprint(AlertLabels labels) {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : labels.values().entrySet()) {
      hash = added(added(hash, label.getKey()), label.getValue());
    }
    return "%016x".formatted(hash);
  }

  private static long added(long hash, String text) {
    long next = hash;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      next = (next ^ (octet & 0xff)) * FNV_PRIME;
    }
    return (next ^ 0xff) * FNV_PRIME;
  }
}
