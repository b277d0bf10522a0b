package io.icewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Assessment;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AlertingTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");

  private final AtomicReference<Instant> now = new AtomicReference<>(Sample.T);
  private final Recording journal = new Recording();

  private Alerting alerting() {
    return new Alerting(
        AlertSettings.defaults(),
        new Alerting.Sources(() -> fleet(now.get()), Set::of, Optional::empty),
        journal,
        journal,
        now::get);
  }

  private static Snapshot fleet(Instant now) {
    TableState stuck = new TableState(
        TableSettings.defaults(ORDERS),
        Observation.none(),
        History.none(),
        new Assessment(
            Health.STUCK,
            "no progress for an hour",
            new Lag.Unknown("no files"),
            LagSource.OBSERVED,
            Optional.empty(),
            Optional.empty(),
            now.plusSeconds(60),
            now.plusSeconds(60)));
    return new Snapshot(1, List.of(stuck), List.of());
  }

  @Test
  void whatIsDecidedCanBeSeenAlsoWhenNobodyIsTold() {
    Alerting alerting = alerting();
    assertThat(alerting.board()).isEqualTo(AlertBoard.none());

    alerting.turn();
    assertThat(alerting.board().lookedAt()).contains(Sample.T);
    assertThat(alerting.board().of(ORDERS))
        .extracting(alert -> alert.labels().name() + " " + alert.stage().label())
        .contains("PinotIcebergRunStuck pending");
    assertThat(alerting.board().of(new TableId("prod", "other_OFFLINE"))).isEmpty();

    now.set(Sample.T.plusSeconds(150));
    alerting.turn();
    assertThat(alerting.board().of(ORDERS)).anyMatch(Alert::firing);
  }

  @Test
  void beforeTheFirstLookTheBoardHoldsWhatTheLastDaemonKept() {
    alerting().turn();
    AlertBoard board = alerting().board();
    assertThat(board.lookedAt()).isEmpty();
    assertThat(board.of(ORDERS)).isNotEmpty();
  }

  private static AlertSettings settings(Map<String, String> labels, AlertReceiver... receivers) {
    AlertSettings usual = AlertSettings.defaults();
    return new AlertSettings(
        usual.interval(),
        usual.resend(),
        usual.hurry(),
        usual.watchdog(),
        new TreeMap<>(labels),
        usual.runbooks(),
        usual.dashboards(),
        List.of(receivers));
  }

  private static AlertReceiver webhook(String name, FakeReceiver receiver) {
    return new AlertReceiver.Webhook(name, receiver.connection(), Duration.ofHours(4));
  }

  /** The stuck run fires, and nobody has been told. */
  private Alerting firing() {
    Alerting alerting = alerting();
    alerting.start();
    alerting.turn();
    now.set(Sample.T.plusSeconds(150));
    alerting.turn();
    return alerting;
  }

  @Test
  void aReceiverThatIsAddedIsToldWhatFiresAlready() throws IOException {
    try (FakeReceiver pager = new FakeReceiver()) {
      Alerting alerting = firing();
      alerting.adopt(settings(Map.of(), webhook("pager", pager)));
      alerting.turn();
      await().until(() -> pager.taken().size() == 1);
      assertThat(alerting.queues()).hasSize(1);
      alerting.close(Duration.ofSeconds(5));
    }
  }

  @Test
  void aReceiverThatStaysIsNotToldAgainAndOneThatChangesNotEither() throws IOException {
    try (FakeReceiver pager = new FakeReceiver();
        FakeReceiver other = new FakeReceiver()) {
      Alerting alerting = firing();
      alerting.adopt(settings(Map.of(), webhook("pager", pager)));
      alerting.turn();
      await().until(() -> pager.taken().size() == 1);
      await()
          .until(() ->
              !journal.load().deliveries().getOrDefault("pager", List.of()).isEmpty());
      alerting.adopt(settings(Map.of(), webhook("pager", pager), webhook("other", other)));
      alerting.turn();
      await().until(() -> other.taken().size() == 1);
      AlertReceiver moved = webhook("pager", other);
      alerting.adopt(settings(Map.of(), moved, webhook("other", other)));
      alerting.turn();
      alerting.close(Duration.ofSeconds(5));
      assertThat(pager.taken()).hasSize(1);
      assertThat(other.taken()).hasSize(1);
    }
  }

  @Test
  void aReceiverThatIsTakenOutIsToldNoMoreAndItsThreadEnds() throws IOException {
    try (FakeReceiver pager = new FakeReceiver()) {
      Alerting alerting = firing();
      alerting.adopt(settings(Map.of(), webhook("goner", pager)));
      alerting.adopt(settings(Map.of()));
      alerting.turn();
      assertThat(alerting.queues()).isEmpty();
      assertThat(pager.taken()).isEmpty();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("alert-goner"));
    }
  }

  @Test
  void otherSettingsKeepWhatFiresFiring() {
    Alerting alerting = firing();
    List<Alert> before = alerting.board().alerts();
    alerting.adopt(settings(Map.of()));
    alerting.turn();
    assertThat(alerting.board().alerts()).isEqualTo(before);
  }
}
