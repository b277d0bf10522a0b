package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CountChange;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Observation;
import io.icewatch.model.Reading;
import io.icewatch.model.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Since when data has been waiting beyond the checkpoint, as far as counts tell. */
final class Waiting {
  private Waiting() {}

  /** With the start of the wait brought up to date, and without counts no longer needed for it. */
  static History remember(History before, Observation seen, Instant now) {
    if (before.reached().isEmpty()) {
      return before;
    }
    Reached reached = before.reached().get();
    if (reached.checkpoint() instanceof Checkpoint.SnapshotId) {
      return reached.files().isPresent()
          ? beyondFiles(before, reached, reached.files().get(), seen, now)
          : before;
    }
    return reached.checkpoint() instanceof Checkpoint.Timestamp position
        ? beyondTime(before, reached, position, seen, now)
        : before;
  }

  /**
   * The source's count, if it may be compared with that of the checkpoint: a count read before the
   * checkpoint was seen may be that of an older snapshot.
   */
  static Optional<Long> comparable(Reached reached, Reading<Long> files, Instant now) {
    return files
        .observedAt()
        .filter(at -> !at.isBefore(reached.seenAt()) && !at.isAfter(now))
        .flatMap(at -> files.value());
  }

  private static History beyondFiles(
      History before, Reached reached, long held, Observation seen, Instant now) {
    List<CountChange> counts = before.counts();
    Reached next = reached;
    Optional<Long> current = comparable(reached, seen.files(), now);
    if (current.isPresent() && current.get() > held && reached.behindSince().isEmpty()) {
      next = reached.withBehindSince(CountLog.aboveSince(counts, held));
    } else if (current.isPresent() && current.get() < held && !fellWhileItStood(reached)) {
      next = reached.withCountsFellAt(seen.files().observedAt().orElse(now));
    }
    return pruned(Memory.withReached(before, next), CountLog.lastUpTo(counts, held));
  }

  private static boolean fellWhileItStood(Reached reached) {
    return reached.countsFellAt().filter(at -> !at.isBefore(reached.seenAt())).isPresent();
  }

  private static History beyondTime(
      History before,
      Reached reached,
      Checkpoint.Timestamp position,
      Observation seen,
      Instant now) {
    Instant ingested = lastSuccessStart(before, seen.clockSkew(), now)
        .map(start -> Clocks.later(start, position.at()))
        .orElse(position.at());
    Instant after = Clocks.plus(ingested, Clocks.SLACK);
    Instant polledAt = Clocks.earlier(seen.files().observedAt().orElse(Instant.MIN), now);
    List<CountChange> counts = CountLog.anchored(before.counts(), after, polledAt);
    History next =
        Memory.withReached(before, reached.withBehindSince(CountLog.roseSince(counts, after)));
    return pruned(
        counts == before.counts() ? next : next.withCounts(counts),
        CountLog.lastBefore(counts, after));
  }

  /**
   * The latest start of a run that COMPLETED, by the daemon's clock: what the source held then has
   * been ingested. A start in the future is a clock's mistake and does not count.
   */
  static Optional<Instant> lastSuccessStart(History history, Optional<Duration> skew, Instant now) {
    return Stream.concat(history.runs().stream(), history.lastSuccess().stream())
        .filter(run -> run.result() == RunResult.COMPLETED)
        .map(run -> Clocks.byDaemon(run.start(), skew))
        .filter(start -> !start.isAfter(now))
        .max(Instant::compareTo);
  }

  private static History pruned(History before, int first) {
    List<CountChange> kept = CountLog.from(before.counts(), first);
    return kept.size() == before.counts().size() ? before : before.withCounts(kept);
  }
}
