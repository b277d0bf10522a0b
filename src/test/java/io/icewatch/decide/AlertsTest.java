package io.icewatch.decide;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertSettings;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceViews;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  private static final Instant START = Watch.START;

  private static StateBuilder table(Instant now) {
    return new StateBuilder(ORDERS, now).filesAt(now);
  }

  private static TableState well(Instant now) {
    return table(now).build();
  }

  private static TableState behind(Instant now, Duration lag) {
    return table(now).behindSince(now.minus(lag)).build();
  }

  private static TableState unknown(Instant now) {
    return table(now)
        .lag(new Lag.Unknown("no count"))
        .health(Health.UNKNOWN)
        .filesFailed(new Failure.TimedOut(ofSeconds(10), "no answer"))
        .build();
  }

  private static Map<String, List<Duration>> at(String alert, Duration at) {
    return Map.of(alert, List.of(at));
  }

  @Test
  void aTableThatIsWellFiresNothing() {
    Watch watch = new Watch().over(ofHours(3), AlertsTest::well);
    assertThat(watch.alerts()).isEmpty();
  }

  @Test
  void lagPastAThresholdFiresAfterTwoMinutesWithTheLabelsOfTheRule() {
    Watch watch = new Watch().over(ofMinutes(1), AlertsTest::well);
    watch.over(ofMinutes(4), now -> behind(now, ofMinutes(15)));
    assertThat(watch.began()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(3)));
    assertThat(watch.alerts()).singleElement().satisfies(alert -> {
      assertThat(alert.labels())
          .isEqualTo(AlertLabels.of(Map.of(
              "alertname", "PinotIcebergLagHigh",
              "severity", "warning",
              "controller", "prod",
              "table", "orders_OFFLINE")));
      assertThat(alert.annotations())
          .containsEntry(
              "summary", "Data has been waiting for ingestion past the table's warning threshold.");
      assertThat(alert.annotations().get("description"))
          .startsWith("The oldest data that orders_OFFLINE on prod has not ingested has been"
              + " waiting for 15m 0s, past the table's warning threshold.");
    });
  }

  @Test
  void lagPastBothThresholdsFiresBoth() {
    Watch watch = new Watch().over(ofMinutes(4), now -> behind(now, ofHours(1)));
    assertThat(watch.firing())
        .containsExactly("PinotIcebergLagHigh critical", "PinotIcebergLagHigh warning");
  }

  @Test
  void aLagThatIsLostWhileItFiresGoesOnFiringForAnHour() {
    Watch watch = new Watch().over(ofMinutes(3), now -> behind(now, ofMinutes(20)));
    watch.over(ofMinutes(59), AlertsTest::unknown);
    assertThat(watch.firing()).contains("PinotIcebergLagHigh warning");
    watch.over(ofMinutes(8), AlertsTest::unknown);
    assertThat(watch.firing()).doesNotContain("PinotIcebergLagHigh warning");
  }

  @Test
  void aLagThatIsLostBeforeItFiresDoesNotFire() {
    Watch watch = new Watch().over(ofMinutes(1), now -> behind(now, ofHours(2)));
    watch.over(ofMinutes(4), AlertsTest::unknown);
    assertThat(watch.began()).isEmpty();
  }

  @Test
  void oneCaughtUpLookResolvesNothing() {
    Watch watch = new Watch().over(ofMinutes(3), now -> behind(now, ofMinutes(20)));
    watch.over(Watch.LOOK, AlertsTest::well);
    watch.over(ofMinutes(30), now -> behind(now, ofMinutes(20)));
    assertThat(watch.began()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(2)));
    assertThat(watch.ended()).isEmpty();
  }

  @Test
  void recoveryResolvesAfterFiveMinutes() {
    Watch watch = new Watch().over(ofMinutes(3), now -> behind(now, ofMinutes(20)));
    watch.over(ofMinutes(6), AlertsTest::well);
    assertThat(watch.ended()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(8)));
  }

  @Test
  void aRestartNeitherEndsNorBeginsAnAlert() {
    Watch watch = new Watch().over(ofMinutes(3), now -> behind(now, ofMinutes(20)));
    watch.restart(ofMinutes(2));
    watch.over(
        ofMinutes(1), now -> TableState.initial(well(now).settings(), well(now).history()));
    watch.over(ofMinutes(5), now -> behind(now, ofMinutes(20)));
    assertThat(watch.began()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(2)));
    assertThat(watch.ended()).isEmpty();
  }

  @Test
  void aRestartDoesNotMakeAPendingAlertWaitAnew() {
    Watch watch = new Watch().over(ofMinutes(1), now -> behind(now, ofMinutes(20)));
    watch.restart(ofMinutes(2)).over(ofMinutes(1), now -> behind(now, ofMinutes(20)));
    assertThat(watch.began()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(3)));
  }

  @Test
  void aTableThatLeftTheConfigurationEndsItsAlertsAtOnce() {
    Watch watch = new Watch().over(ofMinutes(3), now -> behind(now, ofMinutes(20)));
    watch.overAll(Watch.LOOK, now -> Situation.of(new Snapshot(1, List.of(), List.of())));
    assertThat(watch.ended()).isEqualTo(at("PinotIcebergLagHigh warning", ofMinutes(3)));
  }

  @Test
  void aFailedRunFiresAlsoWhileTheNextIsInFlightAndEndsWithASuccess() {
    Watch watch = new Watch()
        .over(
            ofMinutes(3),
            now -> table(now)
                .run(StateBuilder.failed(START, "disk full"))
                .health(Health.FAILED)
                .build());
    watch.over(
        ofMinutes(10),
        now -> table(now)
            .run(StateBuilder.running(START.plusSeconds(100)))
            .health(Health.RUNNING)
            .runs(run(START, RunResult.FAILED, 5, 3))
            .build());
    assertThat(watch.firing()).containsExactly("PinotIcebergIngestionFailed warning");
    watch.over(
        ofMinutes(6),
        now ->
            table(now).run(StateBuilder.completed(START.plusSeconds(100), "1")).build());
    assertThat(watch.firing()).isEmpty();
  }

  @Test
  void aLostCheckpointIsNotAlsoAFailedRun() {
    Watch watch = new Watch()
        .over(
            ofMinutes(5),
            now -> table(now)
                .run(StateBuilder.failed(START, "no such snapshot"))
                .health(Health.CHECKPOINT_LOST)
                .build());
    assertThat(watch.firing()).containsExactly("PinotIcebergCheckpointLost critical");
  }

  @Test
  void aRunThatStartsEndsAStall() {
    Watch watch =
        new Watch().over(ofMinutes(6), now -> table(now).health(Health.STALLED).build());
    assertThat(watch.firing()).containsExactly("PinotIcebergIngestionStalled warning");
    watch.over(
        ofMinutes(6),
        now ->
            table(now).run(StateBuilder.running(START)).health(Health.RUNNING).build());
    assertThat(watch.firing()).isEmpty();
  }

  @Test
  void aRunInFlightHidesAVerdictAndEndsNone() {
    Watch watch = new Watch()
        .over(ofMinutes(6), now -> table(now).health(Health.CHECKPOINT_LOST).build());
    watch.over(
        ofMinutes(20),
        now ->
            table(now).run(StateBuilder.running(START)).health(Health.RUNNING).build());
    assertThat(watch.firing()).containsExactly("PinotIcebergCheckpointLost critical");
  }

  @Test
  void aStuckRunStaysStuckAfterARestartUntilAnotherBegins() {
    Watch watch =
        new Watch().over(ofMinutes(3), now -> stuck(now, START.minusSeconds(60), Health.STUCK));
    watch.restart(ofSeconds(30));
    watch.over(ofMinutes(20), now -> stuck(now, START.minusSeconds(60), Health.RUNNING));
    assertThat(watch.firing()).containsExactly("PinotIcebergRunStuck warning");
    watch.over(ofMinutes(6), now -> stuck(now, START.plusSeconds(600), Health.RUNNING));
    assertThat(watch.firing()).isEmpty();
  }

  private static TableState stuck(Instant now, Instant start, Health health) {
    return table(now).run(StateBuilder.running(start)).health(health).build();
  }

  @Test
  void aTableNeverIngestedFiresAfterAnHour() {
    Watch watch = new Watch()
        .over(
            ofHours(2),
            now -> table(now)
                .checkpoint(new Checkpoint.None())
                .lag(new Lag.Unknown("never ingested"))
                .health(Health.NEVER_INGESTED)
                .build());
    assertThat(watch.began()).isEqualTo(at("PinotIcebergNeverIngested warning", ofHours(1)));
  }

  @Test
  void aCheckpointThatExpiresSoonFiresOnlyWhileDataWaits() {
    Duration margin = ofHours(1); // SourceViews: an hour from the reading.
    Watch watch = new Watch().over(ofMinutes(6), now -> sourced(now, margin.multipliedBy(3)));
    assertThat(watch.firing())
        .doesNotContain("PinotIcebergCheckpointExpiring critical")
        .doesNotContain("PinotIcebergCheckpointExpiring warning");
    watch.over(ofMinutes(6), now -> sourced(now, margin.multipliedBy(3).plusSeconds(3)));
    assertThat(watch.firing())
        .contains(
            "PinotIcebergCheckpointExpiring critical", "PinotIcebergCheckpointExpiring warning");
  }

  private static TableState sourced(Instant now, Duration lag) {
    SourceReading reading = SourceReading.none()
        .with(
            new Checkpoint.SnapshotId(1),
            SourceViews.answer(
                SourceViews.at(new Position.Behind(SourceViews.waiting(1, now.minus(lag))), now)),
            now);
    return table(now).behindSince(now.minus(lag)).catalog(reading).build();
  }

  @Test
  void aRegressionFiresForAnHourAlsoOverARestart() {
    Watch watch =
        new Watch().over(ofMinutes(1), now -> table(now).regressions(3).build());
    watch.over(ofMinutes(30), now -> table(now).regressions(4).build());
    watch.restart(ofMinutes(1));
    watch.over(ofMinutes(28), now -> table(now).regressions(4).build());
    assertThat(watch.began())
        .isEqualTo(at("PinotIcebergCheckpointRegressed warning", ofMinutes(2)));
    watch.over(ofMinutes(8), now -> table(now).regressions(4).build());
    assertThat(watch.firing()).isEmpty();
  }

  @Test
  void segmentsThatARunLeftOutAreToldForSixHoursAfterTheNext() {
    FinishedRun short1 = run(START, RunResult.COMPLETED, 5, 3);
    Watch watch = new Watch().over(ofMinutes(3), now -> table(now).runs(short1).build());
    assertThat(watch.firing()).containsExactly("PinotIcebergSegmentsMissing warning");
    FinishedRun whole = run(START.plus(ofMinutes(3)), RunResult.COMPLETED, 5, 5);
    watch.over(ofHours(6), now -> table(now).runs(short1, whole).build());
    assertThat(watch.firing()).containsExactly("PinotIcebergSegmentsMissing warning");
    watch.over(ofMinutes(6), now -> table(now).runs(short1, whole).build());
    assertThat(watch.firing()).isEmpty();
  }

  private static FinishedRun run(Instant start, RunResult result, long files, long segments) {
    return new FinishedRun(
        start,
        Optional.of(start.plusSeconds(10)),
        result,
        files,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aTableWithoutAnswersIsUnobservedFirstAsATicketThenAsAPage() {
    Watch watch = new Watch().over(ofMinutes(1), AlertsTest::well);
    watch.over(ofHours(2), now -> unreached(now, new Failure.Unreachable("refused")));
    assertThat(watch.began())
        .containsEntry("PinotIcebergTableUnobserved warning", List.of(ofMinutes(11)))
        .containsKey("PinotIcebergTableUnobserved critical")
        .containsKey("PinotIcebergControllerUnreachable critical")
        .doesNotContainKey("PinotIcebergLagHigh warning")
        .doesNotContainKey("PinotIcebergLagUnknown warning");
  }

  private static TableState unreached(Instant now, Failure failure) {
    return table(now)
        .statusFailed(failure)
        .lag(new Lag.Unknown("nothing"))
        .health(Health.UNKNOWN)
        .build();
  }

  @Test
  void aLagThatNobodyKnowsThoughTheControllerAnswersFiresAfterTwoHours() {
    Watch watch = new Watch()
        .over(
            ofHours(3),
            now -> table(now)
                .lag(new Lag.Unknown("counts fell"))
                .health(Health.UNKNOWN)
                .build());
    assertThat(watch.began().keySet()).containsExactly("PinotIcebergLagUnknown warning");
    assertThat(watch.began().get("PinotIcebergLagUnknown warning").get(0))
        .isBetween(ofHours(2), ofHours(2).plusSeconds(30));
  }

  @Test
  void aTableThatTheControllerDoesNotKnowHasVanishedAndTheControllerIsThere() {
    Watch watch = new Watch()
        .over(ofMinutes(15), now -> unreached(now, new Failure.TableUnknown("no such table")));
    assertThat(watch.firing())
        .contains("PinotIcebergTableVanished warning")
        .doesNotContain("PinotIcebergControllerUnreachable critical");
  }

  @Test
  void refusedCredentialsAreToldOnceForTheController() {
    Watch watch =
        new Watch().over(ofMinutes(15), now -> unreached(now, new Failure.Denied(403, "no")));
    assertThat(watch.firing())
        .contains("PinotIcebergCredentialsRefused critical")
        .doesNotContain("PinotIcebergControllerUnreachable critical");
    watch.over(ofMinutes(6), AlertsTest::well);
    assertThat(watch.firing()).doesNotContain("PinotIcebergCredentialsRefused critical");
  }

  @Test
  void aCatalogThatDoesNotAnswerFiresAfterHalfAnHour() {
    SourceReading failing = SourceReading.none()
        .with(new Checkpoint.SnapshotId(1), new CatalogAnswer.Unreachable("refused"), START);
    Watch watch =
        new Watch().over(ofMinutes(40), now -> table(now).catalog(failing).build());
    assertThat(watch.firing()).containsExactly("PinotIcebergCatalogUnreachable warning");
    assertThat(watch.began().get("PinotIcebergCatalogUnreachable warning").get(0))
        .isBetween(ofMinutes(30), ofMinutes(31));
  }

  @Test
  void aListThatDoesNotComeIsATicketWhereItsTablesAreWatched() {
    Watch watch =
        new Watch().overAll(ofMinutes(14), now -> listed(unlisted(4), AlertsTest.well(now)));
    assertThat(watch.firing()).isEmpty();
    watch.overAll(ofMinutes(2), now -> listed(unlisted(4), AlertsTest.well(now)));
    assertThat(watch.firing()).containsExactly("PinotIcebergDiscoveryFailing warning");
  }

  @Test
  void aControllerNoneOfWhoseTablesIsKnownPagesWhenItDoesNotListThem() {
    Watch watch = new Watch().overAll(ofMinutes(10), now -> listed(DiscoveryState.initial(0)));
    assertThat(watch.firing()).as("not asked yet").isEmpty();
    watch.overAll(ofMinutes(6), now -> listed(unlisted(0)));
    assertThat(watch.firing()).containsExactly("PinotIcebergDiscoveryFailing critical");
    watch.overAll(ofMinutes(6), now -> listed(complete(0)));
    assertThat(watch.firing()).isEmpty();
  }

  @Test
  void tablesThatTheCapLeavesOutAreATicket() {
    Watch watch = new Watch().overAll(ofMinutes(16), now -> listed(complete(3)));
    assertThat(watch.firing()).containsExactly("PinotIcebergTablesDropped warning");
    watch.overAll(ofMinutes(6), now -> listed(complete(0)));
    assertThat(watch.firing()).isEmpty();
  }

  private static DiscoveryState unlisted(int tables) {
    return new DiscoveryState(
        tables, 0, 0, 0, Optional.empty(), Optional.of("unreachable: connection refused"));
  }

  private static DiscoveryState complete(int dropped) {
    return new DiscoveryState(4, 0, dropped, 0, Optional.of(START), Optional.empty());
  }

  private static Situation listed(DiscoveryState discovery, TableState... tables) {
    ControllerState controller =
        ControllerState.initial("prod").withDiscovery(Optional.of(discovery));
    return Situation.of(new Snapshot(1, List.of(tables), List.of(controller)));
  }

  @Test
  void theDaemonTellsOfItself() {
    Watch watch = new Watch()
        .overAll(
            ofMinutes(16),
            now -> new Situation(
                new Snapshot(1, List.of(well(now)), List.of()),
                Set.of(ORDERS),
                Optional.of("icewatch.db: disk full"),
                Map.of(
                    "http://am:9093",
                    new Situation.Standing(true, Optional.of(now)),
                    "pager",
                    new Situation.Standing(true, Optional.empty()))));
    assertThat(watch.firing())
        .containsExactly(
            "IcewatchNotificationsFailing warning",
            "IcewatchStoreFailing warning",
            "PinotIcebergTriggerGaveUp warning");
  }

  @Test
  void theWatchdogFiresAtOnceWhereItIsWanted() {
    AlertSettings settings = new AlertSettings(
        ofSeconds(15),
        ofMinutes(1),
        1,
        true,
        new TreeMap<>(Map.of("cluster", "eu", "severity", "other")),
        Optional.of("https://runbooks.example.com/"),
        Optional.of("https://grafana.example.com"),
        List.of());
    Watch watch = new Watch().with(settings).over(Watch.LOOK, AlertsTest::well);
    Alert watchdog = watch.alerts().get(0);
    assertThat(watchdog.firing()).isTrue();
    assertThat(watchdog.labels().values())
        .containsExactly(
            Map.entry("alertname", "IcewatchWatchdog"),
            Map.entry("cluster", "eu"),
            Map.entry("severity", "none"));
    assertThat(watchdog.annotations())
        .containsEntry("runbook_url", "https://runbooks.example.com/IcewatchWatchdog.md")
        .containsEntry("dashboard_url", "https://grafana.example.com/d/icewatch-fleet");
  }
}
