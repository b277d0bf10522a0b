package io.icewatch.decide;

import io.icewatch.model.Finding;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a run that a person asks for may begin: by the rules of {@link TriggerRule}, in that order.
 *
 * <p>A request is for a real run: what counts is what counts in {@code AUTO}, and {@code MODE}
 * passes in that mode alone. With a reason, a person may pass over what is the daemon's caution, not
 * over what keeps two runs apart, what others have said, or what must be known and written.
 */
public final class Requests {
  private Requests() {}

  /**
   * What every rule says, in order.
   *
   * @param context with the attempts of the fleet that count in {@code AUTO}
   */
  public static List<Ruling> rulings(Candidate candidate, TriggerContext context, Instant now) {
    return Arrays.stream(TriggerRule.values())
        .map(rule ->
            new Ruling(finding(rule, candidate, context, now), yields(rule, candidate, now)))
        .toList();
  }

  /** The first rule that stands against the run; empty when none does. */
  public static Optional<Finding> hold(List<Ruling> rulings, boolean forced) {
    return rulings.stream()
        .filter(ruling -> ruling.holds(forced))
        .map(Ruling::finding)
        .findFirst();
  }

  /** Every rule with what it saw and whether it was passed over, one a line. */
  public static String words(List<Ruling> rulings, boolean forced) {
    return rulings.stream().map(ruling -> ruling.words(forced)).collect(Collectors.joining("\n"));
  }

  private static Finding finding(
      TriggerRule rule, Candidate candidate, TriggerContext context, Instant now) {
    return rule == TriggerRule.MODE
        ? Permission.auto(candidate, context)
        : Triggers.finding(rule, TriggerMode.AUTO, candidate, context, now);
  }

  private static boolean yields(TriggerRule rule, Candidate candidate, Instant now) {
    return switch (rule) {
      case MODE, MAINTENANCE, GRACE, BEHIND, SUSTAINED, SCHEDULE, CIRCUIT, COOLDOWN, BRAKE -> true;
      case CURABLE -> Need.refused(candidate.table().observation()).isEmpty();
      case OBSERVATION -> Need.unanswered(candidate.table(), now).isEmpty();
      case PAUSE, IN_FLIGHT, BUDGET, CONCURRENCY, LEADER, STORE -> false;
    };
  }
}
