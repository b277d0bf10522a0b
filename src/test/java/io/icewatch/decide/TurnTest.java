package io.icewatch.decide;

import static io.icewatch.decide.Cases.NOW;
import static io.icewatch.decide.Cases.RULES;
import static io.icewatch.decide.Cases.accepted;
import static io.icewatch.decide.Cases.attempt;
import static io.icewatch.decide.Cases.candidate;
import static io.icewatch.decide.Cases.context;
import static io.icewatch.decide.Cases.inVain;
import static io.icewatch.decide.Cases.reset;
import static io.icewatch.decide.Cases.state;
import static io.icewatch.decide.Cases.succeeded;
import static io.icewatch.decide.Cases.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final TriggerRules DRY = RULES.withMode(TriggerMode.DRY_RUN);

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static void holds(Candidate candidate, TriggerRule rule, String saw) {
    assertThat(Triggers.decide(candidate, context(), NOW))
        .isEqualTo(new Decision.Hold(new Finding(rule, false, saw)));
  }

  private static void triggers(Candidate candidate) {
    assertThat(Triggers.decide(candidate, context(), NOW)).isInstanceOf(Decision.Trigger.class);
  }

  @Test
  void aRunInFlightIsNotJoinedByAnother() {
    holds(
        candidate(state().run(StateBuilder.running(NOW.minusSeconds(90)))),
        TriggerRule.IN_FLIGHT,
        "a run is in flight since 2026-03-02T11:58:30Z");
    triggers(candidate(state().run(StateBuilder.completed(NOW.minusSeconds(90), "1"))));
  }

  @Test
  void anAttemptThatIsNotSettledIsInFlight() {
    holds(
        with(accepted(7, minutes(600))),
        TriggerRule.IN_FLIGHT,
        "attempt 7 of 2026-03-02T02:00:00Z is not settled");
  }

  @Test
  void aRehearsalDoesNotBindTheRealThing() {
    triggers(with(attempt(7, minutes(1), TriggerMode.DRY_RUN)));
    holds(
        with(DRY, attempt(7, minutes(1), TriggerMode.DRY_RUN)),
        TriggerRule.IN_FLIGHT,
        "attempt 7 of 2026-03-02T11:59:00Z is not settled");
    holds(
        with(DRY, succeeded(7, minutes(1))),
        TriggerRule.COOLDOWN,
        "until 2026-03-02T12:14:00Z, 15m after the latest attempt");
  }

  private static Candidate scheduled(Duration fromNow, Duration margin) {
    TriggerRules rules = new TriggerRules(
        TriggerMode.AUTO,
        RULES.lag(),
        3,
        RULES.cooldown(),
        RULES.maxCooldown(),
        3,
        RULES.startWithin(),
        margin,
        RULES.windows());
    Candidate usual = candidate(state(), rules);
    return new Candidate(
        usual.table(),
        rules,
        TriggerHistory.none(),
        usual.streak(),
        Optional.of(NOW.plus(fromNow)));
  }

  @Test
  void theTablesOwnScheduleGoesFirst() {
    holds(
        scheduled(Duration.ofSeconds(119), minutes(2)),
        TriggerRule.SCHEDULE,
        "fires 1m59s from now (expected: at least 2m away)");
    holds(
        scheduled(Duration.ofSeconds(-119), minutes(2)),
        TriggerRule.SCHEDULE,
        "fired 1m59s ago (expected: at least 2m away)");
    triggers(scheduled(minutes(2), minutes(2)));
    triggers(scheduled(minutes(-2), minutes(2)));
  }

  @Test
  void aFrequentScheduleLeavesAGap() {
    holds(
        scheduled(Duration.ofSeconds(449), minutes(60)),
        TriggerRule.SCHEDULE,
        "fires 7m29s from now (expected: at least 7m30s away)");
    triggers(scheduled(Duration.ofSeconds(450), minutes(60)));
  }

  @Test
  void theCooldownHoldsUntilItsLastMoment() {
    holds(
        with(succeeded(7, Duration.ofSeconds(899))),
        TriggerRule.COOLDOWN,
        "until 2026-03-02T12:00:01Z, 15m after the latest attempt");
    triggers(with(succeeded(7, Duration.ofSeconds(900))));
  }

  @Test
  void eachAttemptInVainDoublesTheCooldown() {
    holds(
        with(inVain(7, minutes(29))),
        TriggerRule.COOLDOWN,
        "until 2026-03-02T12:01:00Z, 30m after the latest attempt");
    holds(
        with(inVain(7, minutes(200)), inVain(8, minutes(59))),
        TriggerRule.COOLDOWN,
        "until 2026-03-02T12:01:00Z, 1h after the latest attempt");
    triggers(with(inVain(7, minutes(200)), inVain(8, minutes(60))));
  }

  @Test
  void onlyAVerifiedSuccessOrAPersonEndsTheDoubling() {
    triggers(with(inVain(7, minutes(200)), succeeded(8, minutes(15))));
    triggers(with(inVain(7, minutes(15)), reset(8, minutes(1))));
  }

  @Test
  void theCircuitOpensAfterTheLastAttemptInVain() {
    holds(
        with(inVain(1, minutes(900)), inVain(2, minutes(800)), inVain(3, minutes(700))),
        TriggerRule.CIRCUIT,
        "3 attempts in vain (expected: fewer than 3); open until a person closes it or a run"
            + " succeeds");
    triggers(with(
        inVain(1, minutes(900)),
        inVain(2, minutes(800)),
        inVain(3, minutes(700)),
        reset(4, minutes(1))));
  }

  @Test
  void whatSucceededInARehearsalClosesTheCircuitInEarnest() {
    triggers(with(
        inVain(1, minutes(900)),
        inVain(2, minutes(800)),
        inVain(3, minutes(700)),
        attempt(4, minutes(1), TriggerMode.DRY_RUN)
            .settled(AttemptOutcome.SUCCEEDED, NOW, "moved")));
  }

  @Test
  void viewsAreToldWhenTheCooldownEnds() {
    assertThat(Triggers.cooldownUntil(with(succeeded(7, minutes(5))), TriggerMode.AUTO))
        .contains(Instant.parse("2026-03-02T12:10:00Z"));
    assertThat(Triggers.cooldownUntil(candidate(), TriggerMode.AUTO)).isEmpty();
  }
}
