package io.icewatch.assess;

import io.icewatch.model.Assessment;
import io.icewatch.model.CountText;
import io.icewatch.model.DurationText;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a single look at a table can tell, for a command that takes one and ends.
 *
 * <p>A look sees that data is waiting, not since when. But a run that completed had ingested all
 * that was there when it began, so what is waiting now came later: that bounds the wait from above.
 */
public final class OneLook {
  private OneLook() {}

  /**
   * The same table with no more claimed than one look can know: where data is waiting the lag is
   * unknown, and the verdict rests on its bound. A catalog knows since when: it needs one look.
   *
   * @param seen a table that was looked at once, without any earlier history
   */
  public static TableState judged(TableState seen, Instant now) {
    Assessment guess = seen.assessment();
    boolean guessed = guess.lag() instanceof Lag.Behind && guess.lagSource() != LagSource.CATALOG;
    Assessment known = (guessed ? bounded(seen, guess, now) : guess)
        .withObserved(guess.observed().map(OneLook::seenOnce));
    return new TableState(seen.settings(), seen.observation(), seen.history(), known);
  }

  private static Assessment bounded(TableState seen, Assessment guess, Instant now) {
    Optional<Duration> most = longestWait(seen, now);
    String words = guess
            .filesPending()
            .map(files -> CountText.of(files, "file") + " pending")
            .orElse("data pending")
        + most.map(wait ->
                ", waiting for at most " + DurationText.of(wait) + ": the last success began then")
            .orElse(", nobody knows for how long: no success was seen");
    boolean byLag = guess.health() == Health.OK
        || guess.health() == Health.BEHIND
        || guess.health() == Health.STALLED;
    boolean fine =
        most.filter(wait -> wait.compareTo(seen.settings().lag().warning()) < 0).isPresent();
    return new Assessment(
        byLag ? (fine ? Health.OK : Health.UNKNOWN) : guess.health(),
        byLag ? words : guess.reason() + "; " + words,
        new Lag.Unknown(words),
        guess.lagSource(),
        guess.filesPending(),
        guess.sourceChangedAt(),
        guess.statusUntil(),
        guess.lagUntil(),
        guess.observed(),
        guess.caughtUpBy(),
        guess.catalogUnused());
  }

  private static Assessment.Observed seenOnce(Assessment.Observed by) {
    return by.lag() instanceof Lag.Behind
        ? new Assessment.Observed(
            new Lag.Unknown("one look cannot tell since when"), by.source(), by.until())
        : by;
  }

  private static Optional<Duration> longestWait(TableState seen, Instant now) {
    return seen.history()
        .lastSuccess()
        .map(FinishedRun::start)
        .map(start -> Clocks.age(Clocks.byDaemon(start, seen.observation().clockSkew()), now));
  }
}
