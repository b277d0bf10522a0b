package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Over append-only sources what counts tell is the truth, or that it is not known. */
class ObservedLagPropertyTest {

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void behindSinceIsTheFirstFilesPollAtOrAfterTheTruth(@ForAll long seed) {
    new Daemon(seed, true, false).run(daemon -> {
      Statistics.collect(daemon.assessment.lag().getClass().getSimpleName());
      if (daemon.assessment.lag() instanceof Lag.Behind behind) {
        Instant truth =
            daemon.source.waitingSince(daemon.checkpointSeen.orElseThrow()).orElseThrow();
        Instant firstPoll = daemon.filePolls.stream()
            .filter(at -> !at.isBefore(truth))
            .findFirst()
            .orElseThrow();
        assertThat(behind.since()).isEqualTo(firstPoll);
      }
    });
    Statistics.coverage(lags -> {
      lags.check("Behind").percentage(share -> share > 10);
      lags.check("CaughtUp").percentage(share -> share > 5);
      lags.check("Unknown").percentage(share -> share > 5);
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void itIsCaughtUpExactlyWhenNothingWaitedAtTheLastPoll(@ForAll long seed) {
    new Daemon(seed, true, false).run(daemon -> {
      Lag lag = daemon.assessment.lag();
      if (lag instanceof Lag.Unknown) {
        return;
      }
      Instant polledAt = daemon.seen.files().observedAt().orElseThrow();
      boolean waiting = daemon.source.waitingAt(polledAt, daemon.checkpointSeen.orElseThrow());
      assertThat(lag instanceof Lag.CaughtUp).isEqualTo(!waiting);
      assertThat(lag.at(daemon.now).orElseThrow().isNegative()).isFalse();
      if (!waiting) {
        assertThat(lag.at(daemon.now)).contains(Duration.ZERO);
      }
      assertThat(daemon.assessment.lagSource()).isEqualTo(LagSource.OBSERVED);
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void pendingIsTheTruthAtTheLastPoll(@ForAll long seed) {
    new Daemon(seed, true, false).run(daemon -> {
      if (!(daemon.assessment.lag() instanceof Lag.Unknown)) {
        long current = daemon.seen.files().value().orElseThrow();
        assertThat(daemon.assessment.filesPending())
            .contains(current - daemon.checkpointSeen.orElseThrow().files());
      }
    });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void itIsUnknownOnlyWhenAQuestionHasNoFreshAnswer(@ForAll long seed) {
    new Daemon(seed, true, false)
        .run(daemon -> assertThat(daemon.assessment.lag() instanceof Lag.Unknown)
            .isEqualTo(!answered(daemon)));
  }

  private static boolean answered(Daemon daemon) {
    Duration staleAfter = Daemon.SETTINGS.poll().staleAfter();
    return daemon.seen.checkpoint().fresh(daemon.now, staleAfter).isPresent()
        && daemon.seen.files().fresh(daemon.now, staleAfter).isPresent()
        && daemon.checkpointSeen.isPresent()
        && daemon.history.reached().orElseThrow().files().isPresent()
        && !daemon
            .seen
            .files()
            .observedAt()
            .orElseThrow()
            .isBefore(daemon.history.reached().orElseThrow().seenAt());
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void lagGrowsByNoMoreThanTheElapsedTimeUnlessTheCheckpointMoved(@ForAll long seed) {
    Before before = new Before();
    new Daemon(seed, true, false).run(daemon -> {
      Optional<Duration> lag = daemon.assessment.lag().at(daemon.now);
      if (lag.isPresent()
          && before.lag.isPresent()
          && before.checkpoint.equals(daemon.checkpointSeen)) {
        Duration elapsed = Duration.between(before.at, daemon.now);
        assertThat(lag.get()).isLessThanOrEqualTo(before.lag.get().plus(elapsed));
      }
      before.lag = lag;
      before.checkpoint = daemon.checkpointSeen;
      before.at = daemon.now;
    });
  }

  private static final class Before {
    private Optional<Duration> lag = Optional.empty();
    private Optional<Source.State> checkpoint = Optional.empty();
    private Instant at = Instant.EPOCH;
  }
}
