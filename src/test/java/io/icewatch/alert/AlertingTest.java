package io.icewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertJournal;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertReceiver;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.Assessment;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.JournalException;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AlertingTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");

  private final AtomicReference<Instant> now = new AtomicReference<>(Sample.T);
  private final Recording journal = new Recording();

  private Alerting alerting() {
    return alerting(journal);
  }

  private Alerting alerting(AlertJournal kept) {
    return new Alerting(
        AlertSettings.defaults(),
        new Alerting.Sources(() -> fleet(now.get()), Set::of, Optional::empty),
        kept,
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
    return firing(journal);
  }

  private Alerting firing(AlertJournal kept) {
    Alerting alerting = alerting(kept);
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

  /** A journal on a disk that is full. */
  private static final class FullJournal implements AlertJournal {
    final AtomicInteger deliveries = new AtomicInteger();

    @Override
    public Contents load() throws JournalException {
      throw new JournalException("the disk is full");
    }

    @Override
    public void write(Collection<Alert> changed, Collection<AlertLabels> gone)
        throws JournalException {
      throw new JournalException("the disk is full");
    }

    @Override
    public void delivered(String receiver, Collection<AlertDelivery> taken)
        throws JournalException {
      deliveries.incrementAndGet();
      throw new JournalException("the disk is full");
    }

    @Override
    public void forget(String receiver, Collection<AlertLabels> gone) throws JournalException {
      throw new JournalException("the disk is full");
    }
  }

  @Test
  void aReceiverThatChangesWhileTheJournalIsNotToBeHadIsNotToldAgain() throws IOException {
    FullJournal full = new FullJournal();
    try (FakeReceiver pager = new FakeReceiver();
        FakeReceiver other = new FakeReceiver()) {
      Alerting alerting = firing(full);
      alerting.adopt(settings(Map.of(), webhook("pager", pager)));
      alerting.turn();
      await().until(() -> full.deliveries.get() == 1);
      alerting.adopt(settings(Map.of(), webhook("pager", other)));
      alerting.turn();
      alerting.close(Duration.ofSeconds(5));
      assertThat(pager.taken()).hasSize(1);
      assertThat(other.taken()).isEmpty();
    }
  }

  @Test
  void whatAReceiverDidNotTakeBeforeItChangedIsToldTheOtherAndNotDropped() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (FakeReceiver pager = new FakeReceiver();
        FakeReceiver other = new FakeReceiver()) {
      pager.answering(request -> {
        asked.countDown();
        await().until(() -> release.getCount() == 0);
        return 503;
      });
      Alerting alerting = firing();
      alerting.adopt(settings(Map.of(), webhook("pager", pager)));
      alerting.turn();
      asked.await();
      Thread reload = new Thread(() -> alerting.adopt(settings(Map.of(), webhook("pager", other))));
      reload.start();
      await().until(() -> reload.getState() == Thread.State.TIMED_WAITING);
      release.countDown();
      reload.join();
      alerting.turn();
      await().until(() -> other.taken().size() == 1);
      alerting.close(Duration.ofSeconds(5));
      assertThat(journal.dropped).hasValue(0);
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
