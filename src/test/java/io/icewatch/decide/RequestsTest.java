package io.icewatch.decide;

import static io.icewatch.decide.Cases.ID;
import static io.icewatch.decide.Cases.NOW;
import static io.icewatch.decide.Cases.RULES;
import static io.icewatch.decide.Cases.candidate;
import static io.icewatch.decide.Cases.context;
import static io.icewatch.decide.Cases.inVain;
import static io.icewatch.decide.Cases.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Failure;
import io.icewatch.model.Finding;
import io.icewatch.model.FleetSummary;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.Pause;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static Optional<TriggerRule> hold(
      Candidate candidate, TriggerContext context, boolean forced) {
    return Requests.hold(Requests.rulings(candidate, context, NOW), forced).map(Finding::rule);
  }

  private static void yields(Candidate candidate, TriggerContext context, TriggerRule rule) {
    assertThat(hold(candidate, context, false)).contains(rule);
    assertThat(hold(candidate, context, true)).isEmpty();
  }

  private static void stands(Candidate candidate, TriggerContext context, TriggerRule rule) {
    assertThat(hold(candidate, context, false)).isPresent();
    assertThat(hold(candidate, context, true)).contains(rule);
  }

  private static TriggerContext among(
      FleetSummary fleet, boolean leader, Optional<String> storeProblem, Pause... pauses) {
    return new TriggerContext(
        TriggerLimits.defaults(),
        TriggerMode.AUTO,
        List.of(pauses),
        NOW.minusSeconds(300),
        fleet,
        leader,
        storeProblem);
  }

  @Test
  void aRequestPassesWhereTheDaemonWouldAct() {
    assertThat(hold(candidate(), context(), false)).isEmpty();
  }

  @Test
  void aRequestIsNeverRehearsedSoDryRunHoldsIt() {
    yields(candidate(state(), RULES.withMode(TriggerMode.DRY_RUN)), context(), TriggerRule.MODE);
    yields(candidate(state(), RULES.withMode(TriggerMode.DISABLED)), context(), TriggerRule.MODE);
  }

  @Test
  void theDaemonsCautionYieldsToAReason() {
    yields(candidate(state().lag(new Lag.CaughtUp())), context(), TriggerRule.BEHIND);
    yields(Cases.with(inVain(1, Duration.ofMinutes(1))), context(), TriggerRule.COOLDOWN);
    yields(
        Cases.with(
            inVain(1, Duration.ofDays(9)),
            inVain(2, Duration.ofDays(8)),
            inVain(3, Duration.ofDays(7))),
        context(),
        TriggerRule.CIRCUIT);
    yields(candidate(), context().with(new FleetSummary(10, 9, 0, 0)), TriggerRule.BRAKE);
  }

  @Test
  void aTableThatWasNeverIngestedMayBeGivenItsFirstRun() {
    yields(
        candidate(state().health(Health.NEVER_INGESTED).lag(new Lag.Unknown("never ingested"))),
        context(),
        TriggerRule.OBSERVATION);
    yields(
        candidate(state().checkpointFailed(new Failure.NotCatalogTable("raw files"))),
        context(),
        TriggerRule.CURABLE);
  }

  @Test
  void nobodyMayPassOverWhatKeepsTwoRunsApart() {
    stands(candidate(state().run(StateBuilder.running(NOW))), context(), TriggerRule.IN_FLIGHT);
    stands(Cases.with(Cases.accepted(1, Duration.ofMinutes(90))), context(), TriggerRule.IN_FLIGHT);
    stands(candidate(), context().with(new FleetSummary(100, 3, 0, 2)), TriggerRule.CONCURRENCY);
    stands(candidate(), context().with(new FleetSummary(100, 3, 20, 0)), TriggerRule.BUDGET);
    stands(
        candidate(),
        among(new FleetSummary(100, 3, 0, 0), false, Optional.empty()),
        TriggerRule.LEADER);
  }

  @Test
  void nobodyMayPassOverWhatIsNotKnownOrCannotBeWritten() {
    stands(
        candidate(state().statusFailed(new Failure.Denied(403, "not yours"))),
        context(),
        TriggerRule.CURABLE);
    stands(
        candidate(state().statusFailed(new Failure.TimedOut(Duration.ofSeconds(10), "no answer"))),
        context(),
        TriggerRule.OBSERVATION);
    stands(
        candidate(),
        among(new FleetSummary(100, 3, 0, 0), true, Optional.of("disk full")),
        TriggerRule.STORE);
  }

  @Test
  void aPauseIsAnothersWordAndIsTakenBackNotPassedOver() {
    Pause pause = new Pause(Optional.of(ID), "bob", "migration", NOW, Optional.empty());
    stands(
        candidate(),
        among(new FleetSummary(100, 3, 0, 0), true, Optional.empty(), pause),
        TriggerRule.PAUSE);
  }

  @Test
  void aRehearsalThatIsOpenDoesNotStandInTheWayOfARealRun() {
    Candidate rehearsed = Cases.with(
        RULES.withMode(TriggerMode.DRY_RUN),
        Cases.attempt(1, Duration.ofHours(2), TriggerMode.DRY_RUN));
    yields(rehearsed, context(), TriggerRule.MODE);
  }

  @Test
  void theJournalIsToldWhatWasPassedOver() {
    List<Ruling> rulings =
        Requests.rulings(candidate(state().lag(new Lag.CaughtUp())), context(), NOW);

    assertThat(Requests.words(rulings, true).lines())
        .hasSize(TriggerRule.values().length)
        .contains(
            "mode: pass: table auto, global auto",
            "behind: hold: 0s (expected: more than 30m); passed over");
    assertThat(Requests.words(rulings, false)).doesNotContain("passed over");
  }
}
