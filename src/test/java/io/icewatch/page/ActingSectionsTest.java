package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerStanding;
import io.icewatch.web.WebFleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ActingSectionsTest {
  private static final Instant NOW = WebFleet.NOW;
  private static final TableState TABLE = WebFleet.behind("t", 600);
  private static final TableId ID = TABLE.id();

  @Test
  void theDecisionItsGroundsAndTheCircuitAreSaid() {
    Finding finding = new Finding(TriggerRule.CIRCUIT, false, "3 attempts <in vain>");
    assertThat(page(standing(new Decision.Hold(finding), true, TriggerHistory.none())))
        .contains(
            ">held by circuit: 3 attempts &lt;in vain&gt;</dd>",
            ">2026-11-22T12:01:00Z, in 1m</dd>",
            ">3 in a row</dd>",
            ">open: left alone until a person closes it</dd>",
            "data-circuit=\"true\"",
            "Nothing was tried for this table.");
    Decision run = new Decision.Trigger(ID, TriggerMode.AUTO, Duration.ofMinutes(10));
    assertThat(page(standing(run, false, TriggerHistory.none())))
        .contains(">a run: 10m behind</dd>", ">closed</dd>", "data-circuit=\"false\"");
  }

  @Test
  void everyRuleIsShownWithWhatItSawOnceItWasAsked() {
    TriggerStanding standing = held(TriggerHistory.none());
    assertThat(page(report(Optional.of(standing), List.of(), Optional.empty(), Optional.empty())))
        .contains("The rules have not been asked yet. <a href=\"/tables/prod/t?explain\">Ask now");
    List<Finding> findings = List.of(
        new Finding(TriggerRule.MODE, true, "table auto, global auto"),
        new Finding(TriggerRule.IN_FLIGHT, false, "a run since <noon>"));
    assertThat(
            page(report(Optional.of(standing), List.of(), Optional.of(findings), Optional.empty())))
        .contains(
            "<td>mode</td><td>pass</td><td>table auto, global auto</td>",
            "<td>in flight</td><td>hold</td><td>a run since &lt;noon&gt;</td>");
  }

  @Test
  void aPauseIsSaidWithWhoAndWhyAndOneForAllIsNotTakenBackHere() {
    Pause own = new Pause(
        Optional.of(ID), "anna", "moving", NOW.minusSeconds(60), Optional.of(NOW.plusSeconds(60)));
    Pause all = new Pause(Optional.empty(), "bob", "freeze", NOW, Optional.empty());
    TriggerStanding standing = held(TriggerHistory.none());
    assertThat(page(
            report(Optional.of(standing), List.of(own, all), Optional.empty(), Optional.empty())))
        .contains(
            "by anna since 2026-11-22T11:59:00Z until 2026-11-22T12:01:00Z: moving",
            "by bob since 2026-11-22T12:00:00Z, with everything else: freeze",
            "data-paused=\"true\"");
    assertThat(
            page(report(Optional.of(standing), List.of(all), Optional.empty(), Optional.empty())))
        .contains("data-paused=\"false\"");
  }

  @Test
  void whatWasTriedIsListedNewestFirstWithWhatCameOfIt() {
    TriggerAttempt begun = TriggerAttempt.intent(
        1,
        ID,
        NOW.minusSeconds(100),
        new TriggerAttempt.Origin("anna", "forced: <month end>", ""),
        TriggerMode.AUTO,
        new TriggerAttempt.Before(Optional.empty(), Optional.empty(), Optional.empty()));
    TriggerAttempt failed = begun
        .called(new CallOutcome.Accepted("200"))
        .running(NOW.minusSeconds(90))
        .settled(AttemptOutcome.NO_PROGRESS, NOW, "stands at 7");
    CircuitReset reset = new CircuitReset(2, ID, NOW.minusSeconds(50), "bob", "mended");
    TriggerAttempt open = TriggerAttempt.intent(
        3, ID, NOW.minusSeconds(5), begun.origin(), TriggerMode.DRY_RUN, begun.before());
    TriggerHistory history = new TriggerHistory(List.of(failed, reset, open));
    assertThat(page(held(history)))
        .containsSubsequence(
            "<td>attempt 3, dry-run</td>",
            "<td>under way</td><td>not known yet</td>",
            "<td>circuit closed</td><td>bob</td><td>mended</td>",
            "<td>attempt 1, auto</td><td>anna</td><td>forced: &lt;month end&gt;</td>",
            "<td>accepted: 200</td><td>no progress: stands at 7</td>");
    assertThat(page(held(TriggerHistory.none().with(begun.running(NOW.minusSeconds(9))))))
        .contains("running since 2026-11-22T11:59:51Z, 9s ago");
  }

  @Test
  void theAlertsOfTheTableAreListedInEachStage() {
    Instant then = NOW.minusSeconds(60);
    List<Alert> alerts = List.of(
        alert(new AlertStage.Pending(then)),
        alert(new AlertStage.Firing(then.minusSeconds(9), then, Optional.empty())),
        alert(new AlertStage.Resolved(then.minusSeconds(9), then)));
    assertThat(page(report(Optional.empty(), List.of(), Optional.empty(), Optional.of(alerts))))
        .contains(
            "<td>LagHigh</td><td>critical</td><td>pending</td><td>2026-11-22T11:59:00Z, 1m ago",
            "<td>firing</td><td>2026-11-22T11:59:00Z, 1m ago</td><td>&lt;b&gt; is late</td>",
            "<td>resolved</td>");
    assertThat(page(report(Optional.empty(), List.of(), Optional.empty(), Optional.of(List.of()))))
        .contains("No alert of this table is pending or firing.");
  }

  private static Alert alert(AlertStage stage) {
    return new Alert(
        AlertLabels.of(Map.of("alertname", "LagHigh", "severity", "critical")),
        new TreeMap<>(Map.of("summary", "<b> is late")),
        stage);
  }

  private static TriggerStanding held(TriggerHistory history) {
    return standing(
        new Decision.Hold(new Finding(TriggerRule.MODE, false, "table disabled")), false, history);
  }

  private static TriggerStanding standing(
      Decision decision, boolean circuitOpen, TriggerHistory history) {
    return new TriggerStanding(
        ID,
        TriggerMode.AUTO,
        decision,
        Optional.of(NOW.plusSeconds(60)),
        circuitOpen ? 3 : 0,
        circuitOpen,
        history);
  }

  private static TableReport report(
      Optional<TriggerStanding> standing,
      List<Pause> pauses,
      Optional<List<Finding>> findings,
      Optional<List<Alert>> alerts) {
    return new TableReport(TABLE, LagTrail.Trail.none(), standing, pauses, findings, alerts);
  }

  private static String page(TriggerStanding standing) {
    return page(report(Optional.of(standing), List.of(), Optional.empty(), Optional.empty()));
  }

  private static String page(TableReport report) {
    return TablePage.live(report, NOW);
  }
}
