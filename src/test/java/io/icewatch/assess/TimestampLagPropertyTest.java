package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Lag;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** With a checkpoint that is a time, what is said is the truth, or that it is not known. */
class TimestampLagPropertyTest {

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void itIsNeverCaughtUpWhileDataWaitsNorBehindWhileNoneDoes(@ForAll long seed) {
    new Daemon(seed, true, true).run(daemon -> {
      Statistics.collect(daemon.assessment.lag().getClass().getSimpleName());
      if (daemon.assessment.lag() instanceof Lag.CaughtUp) {
        Instant polledAt = daemon.seen.files().observedAt().orElseThrow();
        assertThat(daemon.source.waitingAt(polledAt, daemon.watcher.ingested().orElseThrow()))
            .isFalse();
      }
      if (daemon.assessment.lag() instanceof Lag.Behind behind) {
        assertThat(daemon.source.waitingSince(daemon.checkpointSeen.orElseThrow()))
            .hasValueSatisfying(truth -> assertThat(behind.since()).isAfterOrEqualTo(truth));
      }
    });
    Statistics.coverage(lags -> {
      lags.check("Behind").percentage(share -> share > 10);
      lags.check("CaughtUp").percentage(share -> share > 1);
    });
  }
}
