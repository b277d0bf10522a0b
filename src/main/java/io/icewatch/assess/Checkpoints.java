package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Observation;
import io.icewatch.model.Position;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a look at the checkpoint adds: another one, whether it went backwards, its files. */
final class Checkpoints {
  private Checkpoints() {}

  static History remember(History before, Observation seen, Instant now) {
    if (seen.checkpoint().value().isEmpty()) {
      return before;
    }
    Checkpoint shown = seen.checkpoint().value().get();
    Optional<Reached> known = before.reached().filter(up -> up.checkpoint().equals(shown));
    if (known.isPresent()) {
      return known.get().files().isPresent()
          ? before
          : Memory.withReached(before, known.get().withFiles(seen.checkpointFiles()));
    }
    Instant at = Clocks.earlier(seen.checkpoint().observedAt().orElse(now), now);
    Optional<Instant> fall = before.reached().isPresent()
        ? before.reached().get().countsFellAt()
        : CountLog.fellAt(before.counts());
    Reached next = new Reached(
        shown,
        at,
        seen.checkpointFiles(),
        Optional.empty(),
        fall.filter(fell -> !reachedAfter(before.runs(), shown, fell, seen.clockSkew())),
        before.reached().flatMap(Reached::facts).filter(facts -> !outlived(shown, seen)));
    History moved = before.withReached(next);
    return before.reached().filter(from -> backwards(from, next, before.runs())).isPresent()
        ? moved.withRegression()
        : moved;
  }

  /**
   * Whether facts of the last checkpoint say nothing of this one: its table was dropped and made
   * again. A time that moves on after that was reached in the new table, which holds no snapshot
   * that could prove it.
   */
  private static boolean outlived(Checkpoint shown, Observation seen) {
    return shown instanceof Checkpoint.Timestamp
        && seen.source().view().map(SourceView::position).orElse(null)
            instanceof Position.TableReplaced;
  }

  /**
   * Whether the checkpoint is newer than a fall of the counts: the runs that reached it all began
   * after the fall had been seen. When no such run was seen it may be older.
   */
  private static boolean reachedAfter(
      List<FinishedRun> runs, Checkpoint shown, Instant fall, Optional<Duration> skew) {
    if (!(shown instanceof Checkpoint.SnapshotId)) {
      return false;
    }
    List<FinishedRun> reaching =
        runs.stream().filter(run -> reached(run, shown)).toList();
    Instant clearly = Clocks.plus(fall, Clocks.SLACK);
    return !reaching.isEmpty()
        && reaching.stream().noneMatch(run -> Clocks.byDaemon(run.start(), skew).isBefore(clearly));
  }

  private static boolean backwards(Reached from, Reached to, List<FinishedRun> runs) {
    if (to.checkpoint() instanceof Checkpoint.None) {
      return true;
    }
    if (from.checkpoint() instanceof Checkpoint.Timestamp was
        && to.checkpoint() instanceof Checkpoint.Timestamp is) {
      return is.at().isBefore(was.at());
    }
    if (from.checkpoint() instanceof Checkpoint.SnapshotId
        && to.checkpoint() instanceof Checkpoint.SnapshotId) {
      return holdsFewer(from, to) || reachedBefore(to.checkpoint(), runs);
    }
    return false;
  }

  private static boolean holdsFewer(Reached from, Reached to) {
    return from.countsFellAt().isEmpty()
        && to.files().isPresent()
        && from.files().filter(files -> files > to.files().get()).isPresent();
  }

  /** Whether an earlier run reached this checkpoint and the last success reached another one. */
  private static boolean reachedBefore(Checkpoint shown, List<FinishedRun> runs) {
    List<FinishedRun> completed =
        runs.stream().filter(run -> run.result() == RunResult.COMPLETED).toList();
    return completed.stream().anyMatch(run -> reached(run, shown))
        && !reached(completed.get(completed.size() - 1), shown);
  }

  private static boolean reached(FinishedRun run, Checkpoint shown) {
    return run.result() == RunResult.COMPLETED
        && run.checkpointValue().filter(shown.value()::equals).isPresent();
  }
}
