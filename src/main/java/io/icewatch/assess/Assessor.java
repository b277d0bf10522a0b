package io.icewatch.assess;

import io.icewatch.model.Assessment;
import io.icewatch.model.History;
import io.icewatch.model.LagSource;
import io.icewatch.model.Observation;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says what an observation and a history mean. */
public final class Assessor {
  private Assessor() {}

  /**
   * What is thought of a table at a moment.
   *
   * @param seen the observation after a turn of polling
   * @param history what {@link Memory#remember} made of it
   * @param settings the table's thresholds and freshness
   * @param now the daemon's time, at or after every reading's
   */
  public static Assessment assess(
      Observation seen, History history, TableSettings settings, Instant now) {
    Duration staleAfter = settings.poll().staleAfter();
    Measured counted = new Measure(seen, history, staleAfter, now).lag();
    Measured measured = CatalogMeasure.over(counted, seen, settings, now);
    Verdict verdict = Verdict.of(seen, history, settings, measured, now);
    return new Assessment(
        verdict.health(),
        verdict.reason(),
        measured.lag(),
        measured.source(),
        measured.pending(),
        sourceChangedAt(seen, history, measured, staleAfter, now),
        seen.status().observedAt().map(at -> Clocks.plus(at, staleAfter)).orElse(Instant.MIN),
        measured.until(),
        settings
            .source()
            .map(
                asked -> new Assessment.Observed(counted.lag(), counted.source(), counted.until())),
        CatchUp.of(seen, history, settings, measured, verdict.health(), now)
            .map(left -> Clocks.plus(now, left)),
        measured.catalogUnused());
  }

  private static Optional<Instant> sourceChangedAt(
      Observation seen, History history, Measured measured, Duration staleAfter, Instant now) {
    return measured.source() == LagSource.CATALOG
        ? seen.standingView(now, staleAfter).flatMap(SourceView::lastDataCommitAt)
        : CountLog.changedAt(history.counts());
  }
}
