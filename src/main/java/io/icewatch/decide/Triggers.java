package io.icewatch.decide;

import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a table is to be triggered now: every rule of {@link TriggerRule}, in that order. */
public final class Triggers {
  private Triggers() {}

  /** Trigger when every rule passes; else the first that does not is the reason. */
  public static Decision decide(Candidate candidate, TriggerContext context, Instant now) {
    for (TriggerRule rule : TriggerRule.values()) {
      Finding finding = finding(rule, candidate, context, now);
      if (!finding.passed()) {
        return new Decision.Hold(finding);
      }
    }
    return new Decision.Trigger(
        candidate.table().id(),
        mode(candidate, context),
        candidate.table().lag(now).orElse(Duration.ZERO));
  }

  /** What every rule says, in order, also after the first that does not pass. */
  public static List<Finding> explain(Candidate candidate, TriggerContext context, Instant now) {
    return Arrays.stream(TriggerRule.values())
        .map(rule -> finding(rule, candidate, context, now))
        .toList();
  }

  /** The mode in force: the more careful of the table's and the global one. */
  public static TriggerMode mode(Candidate candidate, TriggerContext context) {
    return candidate.rules().mode().atMost(context.ceiling());
  }

  /** When the cool-down ends or ended; empty when nothing was tried that counts in a mode. */
  public static Optional<Instant> cooldownUntil(Candidate candidate, TriggerMode mode) {
    return Turn.cooldownEnd(candidate.history(mode), candidate.rules());
  }

  private static Finding finding(
      TriggerRule rule, Candidate candidate, TriggerContext context, Instant now) {
    return finding(rule, mode(candidate, context), candidate, context, now);
  }

  /** What a rule says in a mode. */
  static Finding finding(
      TriggerRule rule,
      TriggerMode mode,
      Candidate candidate,
      TriggerContext context,
      Instant now) {
    return switch (rule) {
      case MODE -> Permission.mode(candidate, context);
      case PAUSE -> Permission.pause(candidate, context, now);
      case MAINTENANCE -> Permission.maintenance(candidate, now);
      case GRACE -> Permission.grace(context, now);
      case CURABLE -> Need.curable(candidate.table(), now);
      case OBSERVATION -> Need.observation(candidate.table(), now);
      case BEHIND -> Need.behind(candidate, now);
      case SUSTAINED -> Need.sustained(candidate);
      case IN_FLIGHT -> Turn.inFlight(candidate, mode);
      case SCHEDULE -> Turn.schedule(candidate, now);
      case CIRCUIT -> Turn.circuit(candidate, mode);
      case COOLDOWN -> Turn.cooldown(candidate, mode, now);
      case BUDGET -> Room.budget(context);
      case CONCURRENCY -> Room.concurrency(context);
      case BRAKE -> Room.brake(context);
      case LEADER -> Room.leader(context);
      case STORE -> Room.store(context);
    };
  }
}
