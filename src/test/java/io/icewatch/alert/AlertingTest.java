package io.icewatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
}
