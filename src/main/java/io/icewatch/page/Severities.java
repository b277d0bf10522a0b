package io.icewatch.page;

import io.icewatch.model.Health;
import java.util.List;

/** The verdicts in the order in which people want to see them. */
final class Severities {
  /** Worst first. */
  static final List<Health> WORST_FIRST = List.of(
      Health.CHECKPOINT_LOST,
      Health.STUCK,
      Health.STALLED,
      Health.FAILED,
      Health.BEHIND,
      Health.UNKNOWN,
      Health.NEVER_INGESTED,
      Health.RUNNING,
      Health.UNSUPPORTED,
      Health.OK);

  private Severities() {}

  /** 0 for the worst. */
  static int rank(Health health) {
    return WORST_FIRST.indexOf(health);
  }
}
