package io.icewatch.decide;

import io.icewatch.model.DurationText;
import io.icewatch.model.Finding;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import io.icewatch.model.TriggerRules;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules that ask whether it is this table's turn: what is in flight, due, or was just tried. */
final class Turn {
  private Turn() {}

  static Finding inFlight(Candidate candidate, TriggerMode mode) {
    Optional<TriggerAttempt> open = candidate.history(mode).open();
    if (open.isPresent()) {
      return new Finding(
          TriggerRule.IN_FLIGHT,
          false,
          "attempt " + open.get().seq() + " of " + open.get().at() + " is not settled");
    }
    Optional<WatcherRun> running = candidate
        .table()
        .observation()
        .status()
        .value()
        .filter(run -> run.status() == WatcherStatus.RUNNING);
    return new Finding(
        TriggerRule.IN_FLIGHT,
        running.isEmpty(),
        running
            .map(run ->
                "a run is in flight" + run.start().map(at -> " since " + at).orElse(""))
            .orElse("no run"));
  }

  static Finding schedule(Candidate candidate, Instant now) {
    if (candidate.nextScheduled().isEmpty()) {
      return new Finding(
          TriggerRule.SCHEDULE,
          true,
          candidate
              .scheduleProblem()
              .map(problem -> "schedule cannot be read: " + problem)
              .orElse("no schedule known"));
    }
    Instant fires = candidate.nextScheduled().get();
    Duration margin = margin(candidate);
    Duration distance = Duration.between(now, fires);
    return new Finding(
        TriggerRule.SCHEDULE,
        distance.abs().compareTo(margin) >= 0,
        (distance.isNegative() ? "fired " : "fires ")
            + DurationText.of(distance.abs())
            + (distance.isNegative() ? " ago" : " from now")
            + " (expected: at least "
            + DurationText.of(margin)
            + " away)");
  }

  /** At most a quarter of the schedule's period: a frequent schedule must leave a gap. */
  private static Duration margin(Candidate candidate) {
    Duration margin = candidate.rules().scheduleMargin();
    Duration quarter = candidate.table().settings().runs().every().dividedBy(4);
    return margin.compareTo(quarter) < 0 ? margin : quarter;
  }

  static Finding circuit(Candidate candidate, TriggerMode mode) {
    int inVain = candidate.history(mode).inVain();
    int most = candidate.rules().maxAttempts();
    return new Finding(
        TriggerRule.CIRCUIT,
        inVain < most,
        inVain
            + " attempts in vain (expected: fewer than "
            + most
            + (inVain < most ? ")" : "); open until a person closes it or a run succeeds"));
  }

  static Finding cooldown(Candidate candidate, TriggerMode mode, Instant now) {
    Optional<Instant> end = cooldownEnd(candidate.history(mode), candidate.rules());
    if (end.isEmpty()) {
      return new Finding(TriggerRule.COOLDOWN, true, "nothing was tried yet");
    }
    boolean over = !now.isBefore(end.get());
    return new Finding(
        TriggerRule.COOLDOWN,
        over,
        (over ? "over since " : "until ")
            + end.get()
            + ", "
            + DurationText.of(
                candidate.rules().cooldownAfter(candidate.history(mode).inVain()))
            + " after the latest attempt");
  }

  static Optional<Instant> cooldownEnd(TriggerHistory history, TriggerRules rules) {
    return history.latest().map(last -> last.at().plus(rules.cooldownAfter(history.inVain())));
  }
}
