package io.icewatch.assess;

import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.History;
import io.icewatch.model.History.Reached;
import io.icewatch.model.Observation;
import io.icewatch.model.SourceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What looking at a table adds to the facts that are kept about it. */
public final class Memory {
  private Memory() {}

  /**
   * The history after one more look.
   *
   * @param before what is known so far
   * @param seen the observation after a turn of polling; readings that are not new add nothing, so
   *     the same observation may be given twice
   * @param now the daemon's time, at or after every reading's
   * @return {@code before} itself when nothing was learnt
   */
  public static History remember(History before, Observation seen, Instant now) {
    History own = MadeAnew.forget(notAfter(before, now), seen);
    History history = Runs.remember(own, seen, now);
    return Waiting.remember(
        told(Checkpoints.remember(counted(history, seen, now), seen, now), seen), seen, now);
  }

  /** With what the catalog said of the checkpoint, when it said it of the one that is known. */
  private static History told(History before, Observation seen) {
    Optional<CheckpointFacts> facts = seen.source().view().flatMap(SourceView::checkpoint);
    Optional<Reached> reached = before
        .reached()
        .filter(up -> seen.source().checkpoint().filter(up.checkpoint()::equals).isPresent());
    return facts.isPresent() && reached.isPresent()
        ? withReached(before, reached.get().withFacts(merged(reached.get().facts(), facts.get())))
        : before;
  }

  /** A count once read is not forgotten by an answer that could not read it: it never changes. */
  private static Optional<CheckpointFacts> merged(
      Optional<CheckpointFacts> known, CheckpointFacts told) {
    boolean more = told.dataFiles().isEmpty()
        && known
            .filter(facts -> facts.snapshotId() == told.snapshotId()
                && facts.tableUuid().equals(told.tableUuid()))
            .isPresent();
    return more ? known : Optional.of(told);
  }

  private static History counted(History before, Observation seen, Instant now) {
    if (seen.files().value().isEmpty()) {
      return before;
    }
    Instant at = Clocks.earlier(seen.files().observedAt().orElse(now), now);
    List<CountChange> counts =
        CountLog.with(before.counts(), new CountChange(at, seen.files().value().get()));
    if (counts == before.counts()) {
      return before;
    }
    History counted = before.withCounts(counts);
    boolean fell = CountLog.fellAt(counts).filter(at::equals).isPresent();
    return fell
        ? before
            .reached()
            .map(up -> counted.withReached(up.withCountsFellAt(at)))
            .orElse(counted)
        : counted;
  }

  /**
   * After the daemon's clock was set back, what lies in its future is taken to have been seen now:
   * late rather than early, and new readings stay comparable.
   */
  private static History notAfter(History before, Instant now) {
    History history = before;
    List<CountChange> counts = before.counts();
    if (!counts.isEmpty() && counts.get(counts.size() - 1).at().isAfter(now)) {
      history = history.withCounts(counts.stream()
          .map(one -> new CountChange(Clocks.earlier(one.at(), now), one.files()))
          .toList());
    }
    return history.reached().isPresent()
        ? withReached(history, notAfter(history.reached().get(), now))
        : history;
  }

  private static Reached notAfter(Reached reached, Instant now) {
    return new Reached(
        reached.checkpoint(),
        Clocks.earlier(reached.seenAt(), now),
        reached.files(),
        notAfter(reached.behindSince(), now),
        notAfter(reached.countsFellAt(), now),
        reached.facts());
  }

  private static Optional<Instant> notAfter(Optional<Instant> at, Instant now) {
    return at.map(moment -> Clocks.earlier(moment, now));
  }

  /** The same history when nothing more is known of the checkpoint. */
  static History withReached(History before, Reached reached) {
    return before.reached().filter(reached::equals).isPresent()
        ? before
        : before.withReached(reached);
  }
}
