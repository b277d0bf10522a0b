package io.icewatch.assess;

import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import java.time.Instant;
import java.util.Optional;

/**
 * How far behind a table is, with the grounds.
 *
 * @param lag how far
 * @param source what it was measured by
 * @param pending data files not yet ingested; empty when unknown
 * @param until the end of the freshness of the oldest reading it rests on
 * @param words the same for people
 * @param checkpointLost whether the catalog says that the checkpoint is no longer in the history of
 *     the source
 * @param catalogUnused why the catalog that is asked was not what measured it
 */
record Measured(
    Lag lag,
    LagSource source,
    Optional<Long> pending,
    Instant until,
    String words,
    boolean checkpointLost,
    Optional<String> catalogUnused) {

  Measured(Lag lag, LagSource source, Optional<Long> pending, Instant until, String words) {
    this(lag, source, pending, until, words, false, Optional.empty());
  }

  static Measured unknown(String reason, LagSource source, Instant until) {
    return new Measured(new Lag.Unknown(reason), source, Optional.empty(), until, reason);
  }

  /** The same, with why the catalog was not what measured it. */
  Measured without(String why) {
    Measured said = because("not by the catalog: " + why);
    return new Measured(
        said.lag, source, pending, until, said.words, checkpointLost, Optional.of(why));
  }

  /** The same, with one more thing to say of it. */
  Measured because(String more) {
    return saying(words + "; " + more);
  }

  /** The same, with something to say before it. */
  Measured prefixed(String first) {
    return saying(first + "; " + words);
  }

  /** The same, of a checkpoint that is lost. */
  Measured lost() {
    return new Measured(lag, source, pending, until, words, true, catalogUnused);
  }

  private Measured saying(String said) {
    Lag same = lag instanceof Lag.Unknown ? new Lag.Unknown(said) : lag;
    return new Measured(same, source, pending, until, said, checkpointLost, catalogUnused);
  }
}
