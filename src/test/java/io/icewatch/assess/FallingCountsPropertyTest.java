package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Lag;
import java.time.Instant;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Over sources that compact, delete and roll back, counts that were seen to fall do not mislead. */
class FallingCountsPropertyTest {

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void itIsNeverCaughtUpByCoincidence(@ForAll long seed) {
    judged(seed, daemon -> {
      Statistics.collect(daemon.assessment.lag().getClass().getSimpleName());
      if (daemon.assessment.lag() instanceof Lag.CaughtUp) {
        Instant polledAt = daemon.seen.files().observedAt().orElseThrow();
        assertThat(daemon.source.waitingAt(polledAt, daemon.checkpointSeen.orElseThrow()))
            .isFalse();
      }
    });
    Statistics.coverage(lags -> {
      lags.check("Behind").percentage(share -> share > 5);
      lags.check("CaughtUp").percentage(share -> share > 1);
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void behindSinceIsNeverEarlierThanDataBeyondTheCheckpoint(@ForAll long seed) {
    judged(seed, daemon -> {
      if (daemon.assessment.lag() instanceof Lag.Behind behind) {
        Instant truth =
            daemon.source.waitingSince(daemon.checkpointSeen.orElseThrow()).orElseThrow();
        assertThat(behind.since()).isAfterOrEqualTo(truth);
      }
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void pendingIsTheTruthOrUnknown(@ForAll long seed) {
    judged(seed, daemon -> {
      boolean ingested = daemon.checkpointSeen.isPresent();
      if (ingested && daemon.assessment.filesPending().isPresent()) {
        Source.State held = daemon.checkpointSeen.orElseThrow();
        long current = daemon.seen.files().value().orElseThrow();
        assertThat(
                daemon.source.fellBetween(held, daemon.seen.files().observedAt().get()))
            .isFalse();
        assertThat(daemon.assessment.filesPending()).contains(current - held.files());
      }
    });
  }

  /** Stops judging once counts have fallen between two polls and recovered: nobody can know. */
  private static void judged(long seed, Consumer<Daemon> judge) {
    new Daemon(seed, false, false).run(daemon -> {
      if (!daemon.fellUnseen) {
        judge.accept(daemon);
      }
    });
  }
}
