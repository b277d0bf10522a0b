package io.icewatch.catalog;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Counted;
import io.icewatch.model.Position;
import io.icewatch.model.SourceTable;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Places a checkpoint in the history of a table; pure.
 *
 * <p>Whether a commit came after another on a line is told by sequence numbers, which grow along
 * it; where both are 0 (format version 1) by commit times, which Iceberg lets go back by a minute.
 */
final class PositionFinder {
  private static final long CLOCK_SLACK_MILLIS = 60_000;

  private final Chain chain;
  private final Line line;
  private final Optional<CheckpointFacts> facts;

  private PositionFinder(Chain chain, Line line, Optional<CheckpointFacts> facts) {
    this.chain = chain;
    this.line = line;
    this.facts = facts;
  }

  /**
   * Finds the checkpoint.
   *
   * @param remembered what is known of this checkpoint, or of an earlier one, from earlier answers
   */
  static Located find(
      Chain chain, String branch, Checkpoint checkpoint, Optional<CheckpointFacts> remembered) {
    OptionalInt held = checkpoint instanceof Checkpoint.SnapshotId snapshot
        ? chain.row(snapshot.id())
        : OptionalInt.empty();
    if (!(checkpoint instanceof Checkpoint.None)
        && held.isEmpty()
        && remembered.isPresent()
        && !remembered.get().tableUuid().equals(chain.tableUuid())) {
      return Located.fixed(
          head(chain, branch).map(head -> Line.from(chain, head)),
          OptionalInt.empty(),
          new Position.TableReplaced(remembered.get().tableUuid(), chain.tableUuid()));
    }
    Optional<Integer> head = head(chain, branch);
    if (head.isEmpty()) {
      return Located.fixed(Optional.empty(), held, headless(chain, branch));
    }
    Line line = Line.from(chain, head.get());
    if (checkpoint instanceof Checkpoint.SnapshotId snapshot) {
      Optional<CheckpointFacts> facts =
          remembered.filter(known -> known.snapshotId() == snapshot.id());
      PositionFinder finder = new PositionFinder(chain, line, facts);
      return held.isPresent() ? finder.held(held.getAsInt()) : finder.gone(snapshot.id());
    }
    if (checkpoint instanceof Checkpoint.Timestamp timestamp) {
      return new PositionFinder(chain, line, remembered).asOf(timestamp.at().toEpochMilli());
    }
    return Located.fixed(
        Optional.of(line),
        OptionalInt.empty(),
        new Position.Unknown("nothing has been ingested yet"));
  }

  private static Optional<Integer> head(Chain chain, String branch) {
    return chain.retention().references().stream()
        .filter(reference -> !reference.tag() && reference.name().equals(branch))
        .map(reference -> chain.row(reference.snapshotId()))
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .findFirst();
  }

  private static Position headless(Chain chain, String branch) {
    if (branch.equals(SourceTable.MAIN)) {
      return new Position.Empty();
    }
    return new Position.Unknown("branch '" + branch + "' (expected: one of "
        + chain.retention().references().stream()
            .filter(reference -> !reference.tag())
            .map(Retention.Reference::name)
            .toList()
        + ")");
  }

  /** The table still holds the checkpoint's snapshot. */
  private Located held(int checkpoint) {
    OptionalInt place = line.place(checkpoint);
    if (place.isPresent()) {
      return located(OptionalInt.of(checkpoint), Span.exactly(place.getAsInt()), false);
    }
    Line ingested = Line.from(chain, checkpoint);
    int[] places = line.places(chain.size());
    for (int orphaned = 0; orphaned < ingested.size(); orphaned++) {
      int ancestor = places[ingested.row(orphaned)];
      if (ancestor >= 0) {
        return diverged(
            OptionalInt.of(checkpoint),
            OptionalLong.of(chain.id(ingested.row(orphaned))),
            Counted.exactly(orphaned),
            Span.exactly(ancestor));
      }
    }
    return apart(checkpoint, ingested);
  }

  /** Line and checkpoint share no snapshot that the table still holds. */
  private Located apart(int checkpoint, Line ingested) {
    OptionalInt row = OptionalInt.of(checkpoint);
    OptionalLong lineEnd = line.lostParent();
    OptionalLong ingestedEnd = ingested.lostParent();
    if (lineEnd.isPresent() && lineEnd.equals(ingestedEnd)) {
      return diverged(row, lineEnd, Counted.exactly(ingested.size()), Span.exactly(line.size()));
    }
    long sequence = chain.sequence(checkpoint);
    long time = chain.time(checkpoint);
    if (mayBeOnLostPart(sequence, time)) {
      return gap(row, sequence, time);
    }
    int oldest = ingested.oldest();
    // Where all ancestors of the checkpoint are here, no commit of the line is one of them.
    int certain =
        ingestedEnd.isEmpty() ? line.size() : newerThan(chain.sequence(oldest), chain.time(oldest));
    Counted orphaned = lineEnd.isPresent()
        ? Counted.atLeast(1)
        : ingestedEnd.isPresent()
            ? Counted.atLeast(ingested.size())
            : Counted.exactly(ingested.size());
    return diverged(row, OptionalLong.empty(), orphaned, spanFrom(certain));
  }

  /** The table no longer holds the checkpoint's snapshot. */
  private Located gone(long checkpoint) {
    OptionalLong end = line.lostParent();
    if (end.isPresent() && end.getAsLong() == checkpoint) {
      return located(OptionalInt.empty(), Span.exactly(line.size()), true);
    }
    if (facts.isPresent()) {
      long sequence = facts.get().sequenceNumber();
      long time = facts.get().committedAt().toEpochMilli();
      return mayBeOnLostPart(sequence, time)
          ? gap(OptionalInt.empty(), sequence, time)
          : diverged(
              OptionalInt.empty(),
              OptionalLong.empty(),
              Counted.atLeast(1),
              spanFrom(newerThan(sequence, time)));
    }
    if (end.isPresent()) {
      return gap(
          OptionalInt.empty(),
          Span.between(0, line.size()).withLost(OptionalLong.empty(), Optional.empty()));
    }
    return Located.fixed(
        Optional.of(line),
        OptionalInt.empty(),
        new Position.Unknown("snapshot " + checkpoint + " is not among the table's "
            + chain.size() + " (expected: one of them; expired after a rollback, or another"
            + " table's)"));
  }

  /**
   * Whether a commit that is not on the visible part of the line may be on the part that was
   * expired: if it is as new as the visible part, it would be visible.
   */
  private boolean mayBeOnLostPart(long sequence, long time) {
    int oldest = line.oldest();
    if (line.lostParent().isEmpty()) {
      return false;
    }
    if (chain.sequence(oldest) > 0 || sequence > 0) {
      // The number between is the lost parent's, which is another commit.
      return chain.sequence(oldest) > sequence + 1;
    }
    return chain.time(oldest) + CLOCK_SLACK_MILLIS >= time;
  }

  private Located gap(OptionalInt checkpoint, long sequence, long time) {
    // Each commit takes a number, so that many are lost at most; in format version 1 none does.
    OptionalLong lost = sequence > 0
        ? OptionalLong.of(chain.sequence(line.oldest()) - sequence - 1)
        : OptionalLong.empty();
    return gap(
        checkpoint,
        Span.between(newerThan(sequence, time), line.size())
            .withLost(lost, Optional.of(Instant.ofEpochMilli(time))));
  }

  /** The line's commits from a certain number on; where its end is lost, beyond it too. */
  private Span spanFrom(int certain) {
    Span span = Span.between(certain, line.size());
    return line.lostParent().isEmpty()
        ? span
        : span.withLost(OptionalLong.empty(), Optional.empty());
  }

  private Located asOf(long millis) {
    for (int place = 0; place < line.size(); place++) {
      if (chain.time(line.row(place)) <= millis) {
        return located(OptionalInt.of(line.row(place)), Span.exactly(place), false);
      }
    }
    OptionalLong end = line.lostParent();
    Span all = Span.exactly(line.size());
    if (end.isEmpty()) {
      return located(OptionalInt.empty(), all, false);
    }
    boolean childAlive = facts
        .filter(known ->
            known.snapshotId() == end.getAsLong() && known.committedAt().toEpochMilli() <= millis)
        .isPresent();
    if (childAlive) {
      return located(OptionalInt.empty(), all, true);
    }
    return gap(
        OptionalInt.empty(),
        all.withLost(OptionalLong.empty(), Optional.of(Instant.ofEpochMilli(millis))));
  }

  /** How many of the line's latest certainly came after a commit that may be off the line. */
  private int newerThan(long sequence, long time) {
    int place = 0;
    while (place < line.size() && newer(line.row(place), sequence, time)) {
      place++;
    }
    return place;
  }

  private boolean newer(int row, long sequence, long time) {
    boolean numbered = chain.sequence(row) > 0 || sequence > 0;
    return numbered ? chain.sequence(row) > sequence : chain.time(row) > time + CLOCK_SLACK_MILLIS;
  }

  private Located located(OptionalInt checkpoint, Span span, boolean expired) {
    return new Located(Optional.of(line), checkpoint, span, waiting -> {
      if (expired) {
        return new Position.BehindCheckpointExpired(waiting);
      }
      return span.possible() == 0 ? new Position.Current() : new Position.Behind(waiting);
    });
  }

  private Located gap(OptionalInt checkpoint, Span span) {
    return new Located(Optional.of(line), checkpoint, span, Position.Gap::new);
  }

  private Located diverged(
      OptionalInt checkpoint, OptionalLong ancestor, Counted orphaned, Span span) {
    return new Located(
        Optional.of(line),
        checkpoint,
        span,
        waiting -> new Position.Diverged(ancestor, orphaned, waiting));
  }
}
