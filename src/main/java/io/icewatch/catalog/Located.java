package io.icewatch.catalog;

import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where a checkpoint was found, before the pending commits are added up.
 *
 * @param line the branch's line; empty when it has no head
 * @param checkpoint the checkpoint's row in the chain; empty when it is not there
 * @param span what is not ingested
 * @param position the position, given what the span adds up to
 */
record Located(
    Optional<Line> line, OptionalInt checkpoint, Span span, Function<Pending, Position> position) {

  /** A position that no sum is needed for. */
  static Located fixed(Optional<Line> line, OptionalInt checkpoint, Position position) {
    return new Located(line, checkpoint, Span.exactly(0), none -> position);
  }

  Position position(Chain chain) {
    return position.apply(
        line.map(found -> PendingSum.of(chain, found, span)).orElseGet(Pending::none));
  }
}
