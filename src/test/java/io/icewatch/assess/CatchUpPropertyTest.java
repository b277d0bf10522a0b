package io.icewatch.assess;

import static io.icewatch.assess.Rounds.moment;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * A source that commits and runs that take in all there is, both a little unevenly, watched at a
 * random moment: what is foretold is near to what the true rates make of it.
 */
class CatchUpPropertyTest {
  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void whatIsForetoldIsNearToWhatTheTrueRatesMakeOfIt(@ForAll long seed) {
    Random random = new Random(seed);
    Rounds rounds = new Rounds();
    double every = 60 + random.nextInt(1_800);
    double speed = 0.2 + random.nextDouble() * 5;
    double between = 5 + random.nextInt(200);
    int files = 1 + random.nextInt(20);
    double now = every * (5 + 6 * random.nextDouble());
    for (double at = 0; at < now; at += between * (0.8 + 0.4 * random.nextDouble())) {
      rounds.commit(at, files);
    }
    double start = every;
    double end = start;
    while (start <= now) {
      long waiting = waiting(rounds, start);
      end = start + Math.max(0.1, waiting / speed * (0.95 + 0.1 * random.nextDouble()));
      if (end > now) {
        rounds.running(start, waiting, (long) (waiting * (now - start) / (end - start)));
        break;
      }
      rounds.run(start, end, waiting, RunResult.COMPLETED);
      rounds.ingestedUpTo = start;
      start = Math.max(end, start + every * (0.99 + 0.02 * random.nextDouble()));
    }
    if (rounds.runs.isEmpty()) {
      return;
    }
    Optional<Duration> said = rounds.catchUp(now);
    long waits = waiting(rounds, now);
    boolean estimated = said.isPresent() && waits > 0;
    Statistics.label("estimated")
        .collect(estimated)
        .coverage(check -> check.check(true).percentage(share -> share > 20));
    if (waits == 0) {
      assertThat(said).contains(Duration.ZERO);
    } else if (estimated) {
      double growth = files / between;
      assertThat(growth).as("growth").isLessThan(speed);
      double wait = rounds.inFlight.isPresent() ? 0 : start - now;
      double left = waits
          - rounds.inFlight.map(run -> run.segmentsGenerated().orElseThrow()).orElse(0L);
      double truth = wait + (left + growth * wait) / (speed - growth);
      double seconds = said.get().toMillis() / 1000.0;
      Statistics.label("error below a tenth").collect(Math.abs(seconds / truth - 1) < 0.1);
      assertThat(seconds).isBetween(truth / 2 - every / 20, truth * 2 + every / 20);
    }
  }

  private static long waiting(Rounds rounds, double at) {
    return rounds.waiting(moment(at)).files().low();
  }
}
