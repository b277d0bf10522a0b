package io.icewatch.decide;

import io.icewatch.model.Finding;
import io.icewatch.model.FleetSummary;
import io.icewatch.model.TriggerRule;

/** The rules that ask whether the fleet and this instance leave room for one more attempt. */
final class Room {
  private Room() {}

  static Finding budget(TriggerContext context) {
    int spent = context.fleet().attemptsLastHour();
    int most = context.limits().attemptsPerHour();
    return new Finding(
        TriggerRule.BUDGET,
        spent < most,
        spent + " attempts in the last hour (expected: fewer than " + most + ")");
  }

  static Finding concurrency(TriggerContext context) {
    int open = context.fleet().unsettledHere();
    int most = context.limits().concurrentPerController();
    return new Finding(
        TriggerRule.CONCURRENCY,
        open < most,
        open + " attempts unsettled at the controller (expected: fewer than " + most + ")");
  }

  static Finding brake(TriggerContext context) {
    FleetSummary fleet = context.fleet();
    int most = context.limits().brakePercent();
    boolean outage = fleet.behind() >= context.limits().brakeAtLeast()
        && 100L * fleet.behind() > (long) most * fleet.known();
    return new Finding(
        TriggerRule.BRAKE,
        !outage,
        fleet.behind()
            + " of "
            + fleet.known()
            + " tables behind, "
            + fleet.percentBehind()
            + "% (expected: at most "
            + most
            + "%, or fewer than "
            + context.limits().brakeAtLeast()
            + " tables)");
  }

  static Finding leader(TriggerContext context) {
    return new Finding(
        TriggerRule.LEADER,
        context.leader(),
        context.leader() ? "this instance" : "another instance");
  }

  static Finding store(TriggerContext context) {
    return new Finding(
        TriggerRule.STORE,
        context.storeProblem().isEmpty(),
        context.storeProblem().orElse("writable"));
  }
}
