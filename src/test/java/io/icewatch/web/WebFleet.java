package io.icewatch.web;

import io.icewatch.model.Assessment;
import io.icewatch.model.BreakerState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceTable;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables as the page shows them. */
public final class WebFleet {
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private WebFleet() {}

  public static Snapshot of(TableState... tables) {
    return new Snapshot(
        1,
        List.of(tables),
        List.of(new ControllerState(
            "prod", true, BreakerState.CLOSED, Optional.of(Duration.ofSeconds(-7)))));
  }

  public static TableState table(String name, Health health, String reason, Lag lag) {
    FinishedRun success = new FinishedRun(
        NOW.minusSeconds(900),
        Optional.of(NOW.minusSeconds(192)),
        RunResult.COMPLETED,
        12,
        12,
        Optional.empty(),
        Optional.empty());
    boolean unknown = lag instanceof Lag.Unknown;
    History history = new History(
        unknown ? Optional.empty() : Optional.of(success),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        0);
    return new TableState(
        TableSettings.defaults(new TableId("prod", name)),
        Observation.none(),
        history,
        new Assessment(
            health,
            reason,
            lag,
            LagSource.OBSERVED,
            unknown ? Optional.empty() : Optional.of(lag instanceof Lag.Behind ? 1234L : 0L),
            Optional.empty(),
            NOW.plusSeconds(60),
            NOW.plusSeconds(60)));
  }

  public static TableState ok(String name) {
    return table(name, Health.OK, "everything is ingested", new Lag.CaughtUp());
  }

  public static TableState behind(String name, int seconds) {
    return table(
        name,
        Health.BEHIND,
        "1234 files have been waiting",
        new Lag.Behind(NOW.minusSeconds(seconds)));
  }

  /** A table that is behind by its catalog, and by the counts of its files a little less. */
  public static TableState sourced(Observation observation, History history) {
    TableSettings usual = TableSettings.defaults(new TableId("prod", "orders_OFFLINE"));
    TableSettings settings = new TableSettings(
        usual.id(),
        usual.poll(),
        usual.lag(),
        usual.runs(),
        Optional.of(new SourceTable("lake", "sales.orders", "main")));
    Assessment assessment = new Assessment(
        Health.BEHIND,
        "12 files have been waiting",
        new Lag.Behind(NOW.minusSeconds(1200)),
        LagSource.CATALOG,
        Optional.of(12L),
        Optional.of(NOW.minusSeconds(300)),
        NOW.plusSeconds(300),
        NOW.plusSeconds(300),
        Optional.of(new Assessment.Observed(
            new Lag.Behind(NOW.minusMillis(1_150_250)), LagSource.OBSERVED, NOW.plusSeconds(300))),
        Optional.of(NOW.plusSeconds(95)),
        Optional.empty());
    return new TableState(settings, observation, history, assessment);
  }

  /** A table behind or not, whose state holds for a minute from some moment on. */
  public static TableState at(Instant now, String name, Lag lag) {
    TableState table = table(name, Health.OK, "so it is", lag);
    Assessment made = table.assessment();
    return new TableState(
        table.settings(),
        table.observation(),
        table.history(),
        new Assessment(
            made.health(),
            made.reason(),
            lag,
            made.lagSource(),
            made.filesPending(),
            made.sourceChangedAt(),
            now.plusSeconds(60),
            now.plusSeconds(60)));
  }
}
