package io.icewatch.alert;

import static io.icewatch.alert.Sample.T;
import static io.icewatch.alert.Sample.firing;
import static io.icewatch.alert.Sample.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.AlertStage;
import io.icewatch.model.Credentials;
import io.icewatch.model.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static final Plan ALERTMANAGER = new AlertmanagerPlan(AlertSettings.defaults());
  private static final Plan WEBHOOK = new WebhookPlan(new AlertReceiver.Webhook(
      "pager",
      new AlertReceiver.Connection(
          URI.create("http://pager"),
          new Credentials.None(),
          TlsFiles.none(),
          Duration.ofSeconds(1)),
      Duration.ofHours(4)));

  private static Map<AlertLabels, AlertDelivery> taken(Instant at, Alert... alerts) {
    return Arrays.stream(alerts)
        .collect(Collectors.toMap(Alert::labels, alert -> Notice.taken(alert, at)));
  }

  private static JsonNode json(Plan plan, List<Notice> notices) throws IOException {
    return new ObjectMapper().readTree(plan.body(notices));
  }

  @Test
  void anAlertmanagerIsToldAgainWithinAMinute() {
    List<Alert> told = List.of(firing("a"));
    var known = taken(T, firing("a"));
    assertThat(ALERTMANAGER.due(told, known, T.plusSeconds(44))).isEmpty();
    assertThat(ALERTMANAGER.due(told, known, T.plusSeconds(45))).hasSize(1);
  }

  @Test
  void anAlertmanagerIsToldAtOnceOfAnEndAndOfANewBeginning() {
    assertThat(ALERTMANAGER.due(List.of(resolved("a")), taken(T, firing("a")), T.plusSeconds(1)))
        .hasSize(1);
    Alert anew = Sample.at("a", new AlertStage.Firing(T, T.plusSeconds(9), Optional.empty()));
    assertThat(ALERTMANAGER.due(List.of(anew), taken(T, firing("a")), T.plusSeconds(9)))
        .hasSize(1);
  }

  @Test
  void aFiringAlertIsBelievedForFourTimesTheLongerOfLookAndResend() throws IOException {
    List<Notice> due = ALERTMANAGER.due(List.of(firing("a")), Map.of(), T.plusSeconds(30));
    JsonNode alert = json(ALERTMANAGER, due).get(0);
    assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-01T12:04:30Z");
    assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("PinotIcebergLagHigh");
    assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("Data waits.");
  }

  @Test
  void aResolvedAlertEndsWhenItEnded() throws IOException {
    List<Notice> due = ALERTMANAGER.due(List.of(resolved("a")), Map.of(), T.plusSeconds(300));
    assertThat(json(ALERTMANAGER, due).get(0).path("endsAt").asText())
        .isEqualTo("2026-03-01T12:01:00Z");
  }

  @Test
  void afterTheClockWasSetBackNoAlertEndsBeforeItStarts() throws IOException {
    Instant before = T.minus(Duration.ofHours(1));
    List<Notice> due = ALERTMANAGER.due(List.of(firing("a")), Map.of(), before);
    JsonNode alert = json(ALERTMANAGER, due).get(0);
    assertThat(Instant.parse(alert.path("startsAt").asText()))
        .isBeforeOrEqualTo(Instant.parse(alert.path("endsAt").asText()));
  }

  @Test
  void aWebhookIsToldOfAGroupAsAWhole() throws IOException {
    List<Alert> told = List.of(resolved("a"), firing("b"));
    List<Notice> due = WEBHOOK.due(told, taken(T, firing("a")), T.plusSeconds(60));
    JsonNode body = json(WEBHOOK, due);
    assertThat(body.path("version").asText()).isEqualTo("4");
    assertThat(body.path("status").asText()).isEqualTo("firing");
    assertThat(body.path("groupKey").asText())
        .isEqualTo("{}:{alertname=\"PinotIcebergLagHigh\", controller=\"prod\"}");
    assertThat(body.path("receiver").asText()).isEqualTo("pager");
    assertThat(body.path("commonLabels").has("table")).isFalse();
    assertThat(body.path("commonLabels").path("severity").asText()).isEqualTo("critical");
    assertThat(body.path("alerts").findValuesAsText("status"))
        .containsExactly("resolved", "firing");
    assertThat(body.path("alerts").get(1).path("endsAt").asText())
        .isEqualTo("0001-01-01T00:00:00Z");
  }

  @Test
  void aWebhookIsToldOnceAndThenOnlyNowAndThen() {
    List<Alert> told = List.of(firing("a"));
    assertThat(WEBHOOK.due(told, Map.of(), T)).hasSize(1);
    var known = taken(T, firing("a"));
    assertThat(WEBHOOK.due(told, known, T.plus(Duration.ofHours(4)).minusMillis(1)))
        .isEmpty();
    assertThat(WEBHOOK.due(told, known, T.plus(Duration.ofHours(4)))).hasSize(1);
  }

  @Test
  void aWebhookHearsOnlyTheEndOfWhatItHeardTheBeginningOf() {
    assertThat(WEBHOOK.due(List.of(resolved("a")), Map.of(), T)).isEmpty();
    assertThat(WEBHOOK.due(List.of(resolved("a")), taken(T, firing("a")), T)).hasSize(1);
    assertThat(WEBHOOK.due(List.of(resolved("a")), taken(T, resolved("a")), T)).isEmpty();
  }

  @Test
  void fingerprintsAreThoseOfAlertmanager() {
    assertThat(WebhookPlan.fingerprint(AlertLabels.of(Map.of("alertname", "A"))))
        .matches("[0-9a-f]{16}");
  }
}
