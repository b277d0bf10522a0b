package io.icewatch.assess;

import io.icewatch.model.Assessment;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.TableSettings;
import java.time.Duration;
import java.time.Instant;

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
    Measured measured = new Measure(seen, history, staleAfter, now).lag();
    Verdict verdict = Verdict.of(seen, history, settings, measured, now);
    return new Assessment(
        verdict.health(),
        verdict.reason(),
        measured.lag(),
        measured.source(),
        measured.pending(),
        CountLog.changedAt(history.counts()),
        seen.status().observedAt().map(at -> Clocks.plus(at, staleAfter)).orElse(Instant.MIN),
        measured.until());
  }
}
