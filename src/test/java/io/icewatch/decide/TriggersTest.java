package io.icewatch.decide;

import static io.icewatch.decide.Cases.ID;
import static io.icewatch.decide.Cases.NOW;
import static io.icewatch.decide.Cases.RULES;
import static io.icewatch.decide.Cases.candidate;
import static io.icewatch.decide.Cases.context;
import static io.icewatch.decide.Cases.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.Decision;
import io.icewatch.model.Failure;
import io.icewatch.model.Finding;
import io.icewatch.model.FleetSummary;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.MaintenanceWindow;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriggersTest {
  private static void holds(
      Candidate candidate, TriggerContext context, TriggerRule rule, String saw) {
    Decision decision = Triggers.decide(candidate, context, NOW);
    assertThat(decision).isEqualTo(new Decision.Hold(new Finding(rule, false, saw)));
    assertThat(Triggers.explain(candidate, context, NOW)).contains(new Finding(rule, false, saw));
    assertThat(decision.reason()).isEqualTo(rule.label());
    assertThat(decision.label()).isEqualTo("hold");
  }

  private static void holds(StateBuilder state, TriggerRule rule, String saw) {
    holds(candidate(state), context(), rule, saw);
  }

  @Test
  void aTableForWhichEveryRulePassesIsTriggered() {
    Decision decision = Triggers.decide(candidate(), context(), NOW);

    assertThat(decision)
        .isEqualTo(new Decision.Trigger(ID, TriggerMode.AUTO, Duration.ofMinutes(40)));
    assertThat(decision.label()).isEqualTo("trigger");
    assertThat(decision.reason()).isEqualTo("behind");
  }

  @Test
  void explainSaysEveryRuleInOrderWithWhatItSaw() {
    assertThat(Triggers.explain(candidate(), context(), NOW))
        .extracting(Finding::toString)
        .containsExactly(
            "mode: pass: table auto, global auto",
            "pause: pass: not paused",
            "maintenance: pass: no window is on",
            "grace: pass: watching for 5m (expected: at least 5m)",
            "curable: pass: behind",
            "observation: pass: fresh and complete",
            "behind: pass: 40m (expected: more than 30m)",
            "sustained: pass: 3 observations in a row (expected: at least 3)",
            "in_flight: pass: no run",
            "schedule: pass: no schedule known",
            "circuit: pass: 0 attempts in vain (expected: fewer than 3)",
            "cooldown: pass: nothing was tried yet",
            "budget: pass: 0 attempts in the last hour (expected: fewer than 20)",
            "concurrency: pass: 0 attempts unsettled at the controller (expected: fewer than 2)",
            "brake: pass: 3 of 100 tables behind, 3% (expected: at most 30%, or fewer than 5 tables)",
            "leader: pass: this instance",
            "store: pass: writable");
  }

  @Test
  void theFirstRuleThatDoesNotPassIsTheReasonAndExplainGoesOn() {
    Candidate candidate =
        candidate(state().lag(new Lag.CaughtUp()), RULES.withMode(TriggerMode.DISABLED));

    assertThat(Triggers.decide(candidate, context(), NOW).reason()).isEqualTo("mode");
    assertThat(Triggers.explain(candidate, context(), NOW))
        .filteredOn(finding -> !finding.passed())
        .extracting(Finding::rule)
        .containsExactly(TriggerRule.MODE, TriggerRule.BEHIND);
  }

  @Test
  void theMoreCarefulOfTheTwoModesCounts() {
    TriggerContext dry =
        contextWith(context().limits(), TriggerMode.DRY_RUN, List.of(), NOW.minusSeconds(300));
    TriggerContext off =
        contextWith(context().limits(), TriggerMode.DISABLED, List.of(), NOW.minusSeconds(300));

    assertThat(Triggers.decide(candidate(), dry, NOW))
        .isEqualTo(new Decision.Trigger(ID, TriggerMode.DRY_RUN, Duration.ofMinutes(40)));
    holds(candidate(), off, TriggerRule.MODE, "table auto, global disabled");
    assertThat(Triggers.decide(
            candidate(state(), RULES.withMode(TriggerMode.DRY_RUN)), context(), NOW))
        .isEqualTo(new Decision.Trigger(ID, TriggerMode.DRY_RUN, Duration.ofMinutes(40)));
  }

  private static TriggerContext contextWith(
      TriggerLimits limits, TriggerMode ceiling, List<Pause> pauses, Instant since) {
    TriggerContext usual = context();
    return new TriggerContext(
        limits, ceiling, pauses, since, usual.fleet(), true, Optional.empty());
  }

  private static TriggerContext paused(Optional<TableId> table, Optional<Instant> until) {
    Pause pause = new Pause(table, "anna", "release", NOW.minusSeconds(60), until);
    return contextWith(context().limits(), TriggerMode.AUTO, List.of(pause), NOW.minusSeconds(300));
  }

  @Test
  void aPauseHoldsForItsTableOrForAllUntilItExpires() {
    holds(
        candidate(),
        paused(Optional.empty(), Optional.empty()),
        TriggerRule.PAUSE,
        "everything paused by anna until resumed: release");
    holds(
        candidate(),
        paused(Optional.of(ID), Optional.of(NOW.plusSeconds(1))),
        TriggerRule.PAUSE,
        "prod/orders_OFFLINE paused by anna until 2026-03-02T12:00:01Z: release");
    assertThat(Triggers.decide(candidate(), paused(Optional.empty(), Optional.of(NOW)), NOW))
        .isInstanceOf(Decision.Trigger.class);
    TableId other = new TableId("prod", "other_OFFLINE");
    assertThat(Triggers.decide(candidate(), paused(Optional.of(other), Optional.empty()), NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void nothingIsTriggeredInAMaintenanceWindow() {
    MaintenanceWindow noon = new MaintenanceWindow(
        "noon", Set.of(DayOfWeek.MONDAY), LocalTime.NOON, Duration.ofHours(1), ZoneOffset.UTC);
    TriggerRules rules = new TriggerRules(
        TriggerMode.AUTO,
        RULES.lag(),
        3,
        RULES.cooldown(),
        RULES.maxCooldown(),
        3,
        RULES.startWithin(),
        RULES.scheduleMargin(),
        List.of(noon));

    holds(
        candidate(state(), rules),
        context(),
        TriggerRule.MAINTENANCE,
        "window noon until 2026-03-02T13:00:00Z");
    assertThat(Triggers.explain(candidate(state(), rules), context(), NOW.minusSeconds(1)))
        .contains(new Finding(TriggerRule.MAINTENANCE, true, "no window is on"));
  }

  @Test
  void theDaemonOnlyWatchesAtFirst() {
    holds(
        candidate(),
        contextWith(context().limits(), TriggerMode.AUTO, List.of(), NOW.minusSeconds(299)),
        TriggerRule.GRACE,
        "watching for 4m59s (expected: at least 5m)");
    holds(
        candidate(),
        contextWith(context().limits(), TriggerMode.AUTO, List.of(), NOW.plusSeconds(60)),
        TriggerRule.GRACE,
        "watching for 0s (expected: at least 5m)");
  }

  @ParameterizedTest
  @EnumSource(
      value = Health.class,
      names = {"STUCK", "CHECKPOINT_LOST", "UNSUPPORTED"})
  void whatARunCannotCureIsLeftAlone(Health health) {
    holds(state().health(health), TriggerRule.CURABLE, health.label());
  }

  @ParameterizedTest
  @EnumSource(
      value = Health.class,
      names = {"OK", "RUNNING", "BEHIND", "FAILED", "STALLED", "NEVER_INGESTED"})
  void whatARunMayCureIsTriggered(Health health) {
    assertThat(Triggers.decide(candidate(state().health(health)), context(), NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void aRefusalOfAnyQuestionIsNotCuredByARun() {
    holds(
        state().statusFailed(new Failure.Denied(403, "HTTP 403")),
        TriggerRule.CURABLE,
        "denied: HTTP 403");
    holds(
        state().checkpointFailed(new Failure.TableUnknown("no such table")),
        TriggerRule.CURABLE,
        "table_unknown: no such table");
    holds(
        state().filesFailed(new Failure.FeatureAbsent("HTTP 404")),
        TriggerRule.CURABLE,
        "feature_absent: HTTP 404");
    holds(
        state().checkpointFailed(new Failure.NotCatalogTable("raw files")),
        TriggerRule.CURABLE,
        "unsupported");
  }

  @Test
  void whatIsNotFreshAndCompleteTriggersNothing() {
    holds(
        state().statusFailed(new Failure.TimedOut(Duration.ofSeconds(10), "no answer within 10s")),
        TriggerRule.OBSERVATION,
        "status: no answer within 10s (expected: an answer)");
    holds(
        state().health(Health.UNKNOWN),
        TriggerRule.OBSERVATION,
        "health: as told (expected: known)");
    holds(
        state().lag(new Lag.Unknown("files fell")),
        TriggerRule.OBSERVATION,
        "lag: as told (expected: known)");
    holds(
        state().checkpointFailed(new Failure.TimedOut(Duration.ofSeconds(10), "late")),
        TriggerRule.OBSERVATION,
        "checkpoint: never answered (expected: known)");
    StateBuilder old = new StateBuilder(ID, NOW.minusSeconds(301)).behindSince(Instant.EPOCH);
    assertThat(Triggers.decide(candidate(old), context(), NOW).reason()).isEqualTo("observation");
    StateBuilder future = new StateBuilder(ID, NOW.plusSeconds(11)).behindSince(Instant.EPOCH);
    assertThat(Triggers.decide(candidate(future), context(), NOW).reason())
        .isEqualTo("observation");
    StateBuilder slightly = new StateBuilder(ID, NOW.plusSeconds(10)).behindSince(Instant.EPOCH);
    assertThat(Triggers.decide(candidate(slightly), context(), NOW).label()).isEqualTo("trigger");
  }

  @Test
  void aTableThatWasNeverAskedIsNotKnown() {
    Candidate fresh = new Candidate(
        TableState.initial(TableSettings.defaults(ID), History.none()),
        RULES,
        TriggerHistory.none(),
        Streak.none(),
        Optional.empty());

    holds(fresh, context(), TriggerRule.OBSERVATION, "status: not asked yet (expected: an answer)");
    assertThat(Triggers.explain(fresh, context(), NOW))
        .contains(new Finding(TriggerRule.BEHIND, false, "unknown (expected: more than 30m)"));
  }

  @Test
  void aFirstIngestionWhoseLagIsKnownMayBeTriggered() {
    assertThat(Triggers.decide(
            candidate(state().health(Health.NEVER_INGESTED).checkpoint(new Checkpoint.None())),
            context(),
            NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void aTableMustBeBehindForLongerThanTheThreshold() {
    holds(
        state().behindSince(NOW.minusSeconds(1_800)),
        TriggerRule.BEHIND,
        "30m (expected: more than 30m)");
    assertThat(Triggers.decide(
            candidate(state().behindSince(NOW.minusSeconds(1_801))), context(), NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void nobodyIsHelpedBeforePeopleAreWarned() {
    TriggerRules hasty = new TriggerRules(
        TriggerMode.AUTO,
        Duration.ofSeconds(1),
        3,
        RULES.cooldown(),
        RULES.maxCooldown(),
        3,
        RULES.startWithin(),
        RULES.scheduleMargin(),
        List.of());

    holds(
        candidate(state().behindSince(NOW.minusSeconds(900)), hasty),
        context(),
        TriggerRule.BEHIND,
        "15m (expected: more than 15m)");
  }

  @Test
  void oneObservationIsNotEnough() {
    Candidate seenTwice = new Candidate(
        state().build(),
        RULES,
        TriggerHistory.none(),
        new Streak(2, Optional.of(NOW)),
        Optional.empty());

    holds(
        seenTwice,
        context(),
        TriggerRule.SUSTAINED,
        "2 observations in a row (expected: at least 3)");
  }

  @Test
  void theFleetMustLeaveRoom() {
    holds(
        candidate(),
        context().with(new FleetSummary(100, 3, 20, 0)),
        TriggerRule.BUDGET,
        "20 attempts in the last hour (expected: fewer than 20)");
    holds(
        candidate(),
        context().with(new FleetSummary(100, 3, 19, 2)),
        TriggerRule.CONCURRENCY,
        "2 attempts unsettled at the controller (expected: fewer than 2)");
    assertThat(Triggers.decide(candidate(), context().with(new FleetSummary(100, 3, 19, 1)), NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void whenManyAreBehindItIsAnOutageAndNobodyIsHelped() {
    holds(
        candidate(),
        context().with(new FleetSummary(16, 5, 0, 0)),
        TriggerRule.BRAKE,
        "5 of 16 tables behind, 32% (expected: at most 30%, or fewer than 5 tables)");
    assertThat(Triggers.decide(candidate(), context().with(new FleetSummary(100, 30, 0, 0)), NOW))
        .isInstanceOf(Decision.Trigger.class);
    assertThat(Triggers.decide(candidate(), context().with(new FleetSummary(4, 4, 0, 0)), NOW))
        .isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void onlyTheLeaderWithAStoreActs() {
    TriggerContext usual = context();
    holds(
        candidate(),
        new TriggerContext(
            usual.limits(),
            usual.ceiling(),
            List.of(),
            usual.watchingSince(),
            usual.fleet(),
            false,
            Optional.empty()),
        TriggerRule.LEADER,
        "another instance");
    holds(
        candidate(),
        new TriggerContext(
            usual.limits(),
            usual.ceiling(),
            List.of(),
            usual.watchingSince(),
            usual.fleet(),
            true,
            Optional.of("icewatch.db: read-only")),
        TriggerRule.STORE,
        "icewatch.db: read-only");
  }
}
