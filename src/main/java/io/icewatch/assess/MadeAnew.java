package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Observation;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a table was dropped and made again under its name, and what is still true of it then.
 *
 * <p>Its controller keeps the last run and the checkpoint until the table is dropped. When both are
 * gone, and a later look does not see them either, what succeeded before was another table. One look
 * alone could be a slip, and what is forgotten cannot be observed again.
 */
final class MadeAnew {
  private MadeAnew() {}

  /** The history without what was another table's; the counters go on, as counters do. */
  static History forget(History before, Observation seen) {
    if (before.lastSuccess().isEmpty()
        || before.reached().filter(up -> blankSince(up, seen)).isEmpty()) {
      return before;
    }
    return new History(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        before.runTotals(),
        before.counts(),
        before.reached(),
        before.checkpointRegressions());
  }

  /** Whether there was no checkpoint already, and neither run nor checkpoint is seen now. */
  private static boolean blankSince(Reached reached, Observation seen) {
    return reached.checkpoint() instanceof Checkpoint.None
        && seen.checkpoint().up()
        && seen.checkpoint().value().filter(Checkpoint.None.class::isInstance).isPresent()
        && seen.status().up()
        && seen.status().value().filter(MadeAnew::neverRan).isPresent()
        && seen.status().observedAt().orElse(Instant.MIN).isAfter(reached.seenAt());
  }

  private static boolean neverRan(WatcherRun run) {
    return run.status() == WatcherStatus.IDLE && run.start().isEmpty();
  }
}
