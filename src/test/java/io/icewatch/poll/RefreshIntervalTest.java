package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshIntervalTest {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  private static Duration wanted(boolean waiting, Duration idle) {
    return RefreshInterval.wanted(SHORTEST, LONGEST, waiting, Optional.of(NOW.minus(idle)), NOW);
  }

  @Test
  void aQuietTableIsAskedLessOftenUpToALimit() {
    assertThat(wanted(false, Duration.ofMinutes(1))).isEqualTo(SHORTEST);
    assertThat(wanted(false, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(1));
    assertThat(wanted(false, Duration.ofDays(1))).isEqualTo(LONGEST);
  }

  @Test
  void aLaggingTableIsAskedSoonHoweverQuiet() {
    assertThat(wanted(true, Duration.ofDays(1))).isEqualTo(SHORTEST);
  }

  @Test
  void aCommitFromTheFutureIsNoReasonToWait() {
    assertThat(wanted(false, Duration.ofMinutes(-5))).isEqualTo(SHORTEST);
  }

  @Test
  void tablesTogetherKeepWithinTheBudget() {
    List<Duration> tables = Collections.nCopies(100, SHORTEST);
    double stretch = RefreshInterval.stretch(tables, 50);
    assertThat(stretch).isCloseTo(4, within(1e-9));
    assertThat(RefreshInterval.stretch(tables, 1000)).isEqualTo(1);
  }
}
