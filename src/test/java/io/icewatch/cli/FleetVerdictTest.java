package io.icewatch.cli;

import static io.icewatch.cli.Fleets.NOW;
import static io.icewatch.cli.Fleets.fleet;
import static io.icewatch.cli.Fleets.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Health;
import io.icewatch.model.RunResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FleetVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "OK, OK",
    "RUNNING, OK",
    "UNSUPPORTED, OK",
    "BEHIND, WARNING",
    "NEVER_INGESTED, WARNING",
    "FAILED, CRITICAL",
    "STUCK, CRITICAL",
    "STALLED, CRITICAL",
    "CHECKPOINT_LOST, CRITICAL",
    "UNKNOWN, CRITICAL"
  })
  void healthAloneJudgesATableOfUnknownLag(Health health, FleetVerdict verdict) {
    assertThat(FleetVerdict.of(table("t", health, Optional.empty()), NOW)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @EnumSource(Health.class)
  void criticalLagIsCriticalWhateverTheHealth(Health health) {
    assertThat(FleetVerdict.of(table("t", health, lag(60)), NOW)).isEqualTo(FleetVerdict.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "14, OK", "15, WARNING", "59, WARNING", "60, CRITICAL"})
  void lagCountsFromItsThresholdsOn(int minutes, FleetVerdict verdict) {
    assertThat(FleetVerdict.of(table("t", Health.RUNNING, lag(minutes)), NOW)).isEqualTo(verdict);
  }

  @Test
  void oneFailureWithLittleLagMayMendItself() {
    RunResult good = RunResult.COMPLETED;
    RunResult bad = RunResult.FAILED;
    assertThat(FleetVerdict.of(table("t", Health.FAILED, lag(5), good, bad), NOW))
        .isEqualTo(FleetVerdict.WARNING);
    assertThat(FleetVerdict.of(table("t", Health.FAILED, lag(5), bad, bad), NOW))
        .isEqualTo(FleetVerdict.CRITICAL);
    assertThat(FleetVerdict.of(table("t", Health.FAILED, lag(20), good, bad), NOW))
        .isEqualTo(FleetVerdict.CRITICAL);
    assertThat(FleetVerdict.of(table("t", Health.FAILED, Optional.empty(), good, bad), NOW))
        .isEqualTo(FleetVerdict.CRITICAL);
  }

  @Test
  void aTableThatWentStaleIsUnknownAndCritical() {
    assertThat(FleetVerdict.of(table("t", Health.OK, lag(0)), NOW.plusSeconds(61)))
        .isEqualTo(FleetVerdict.CRITICAL);
  }

  @Test
  void aFleetIsAsBadAsItsWorstTable() {
    assertThat(FleetVerdict.of(fleet(table("a", Health.OK, lag(0))), NOW).exitCode())
        .isZero();
    assertThat(FleetVerdict.of(
                fleet(table("a", Health.OK, lag(0)), table("b", Health.BEHIND, lag(20))), NOW)
            .exitCode())
        .isEqualTo(1);
    assertThat(FleetVerdict.of(
                fleet(table("a", Health.STUCK, lag(0)), table("b", Health.OK, lag(0))), NOW)
            .exitCode())
        .isEqualTo(2);
  }

  @Test
  void anEmptyFleetIsNotWell() {
    assertThat(FleetVerdict.of(fleet(), NOW)).isEqualTo(FleetVerdict.CRITICAL);
  }

  private static Optional<Duration> lag(int minutes) {
    return Optional.of(Duration.ofMinutes(minutes));
  }
}
