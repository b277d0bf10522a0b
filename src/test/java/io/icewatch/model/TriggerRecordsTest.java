package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TriggerRecordsTest {
  private static final TriggerRules RULES = TriggerRules.defaults();
  private static final TableId ID = new TableId("prod", "orders_OFFLINE");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static TriggerRules rules(
      Duration lag, int observations, Duration cooldown, Duration most, int attempts) {
    return new TriggerRules(
        TriggerMode.AUTO,
        lag,
        observations,
        cooldown,
        most,
        attempts,
        Duration.ofSeconds(10),
        Duration.ZERO,
        List.of());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void rulesAreBornValid() {
    assertThatThrownBy(() -> rules(seconds(0), 1, seconds(10), seconds(10), 1))
        .hasMessage("lag: PT0S (expected: at least PT1S)");
    assertThatThrownBy(() -> rules(seconds(1), 0, seconds(10), seconds(10), 1))
        .hasMessage("observations: 0 (expected: 1 to 1000)");
    assertThatThrownBy(() -> rules(seconds(1), 1, seconds(9), seconds(10), 1))
        .hasMessage("cooldown: PT9S (expected: at least PT10S)");
    assertThatThrownBy(() -> rules(seconds(1), 1, seconds(11), seconds(10), 1))
        .hasMessage("maxCooldown: PT10S (expected: at least PT11S)");
    assertThatThrownBy(() -> rules(seconds(1), 1, seconds(10), seconds(10), 21))
        .hasMessage("maxAttempts: 21 (expected: 1 to 20)");
  }

  @Test
  void peopleAreWarnedBeforeAnythingIsDone() {
    LagThresholds thresholds = new LagThresholds(Duration.ofMinutes(30), Duration.ofHours(1));

    assertThatThrownBy(() -> RULES.check(thresholds))
        .hasMessage("lag: PT30M (expected: more than the warning threshold, PT30M)");
    assertThat(RULES.check(LagThresholds.defaults())).isSameAs(RULES);
  }

  @Test
  void theCooldownDoublesUpToItsMost() {
    TriggerRules rules = rules(seconds(1), 1, seconds(10), seconds(35), 9);

    assertThat(List.of(0, 1, 2, 3, 1_000))
        .extracting(rules::cooldownAfter)
        .containsExactly(seconds(10), seconds(20), seconds(35), seconds(35), seconds(35));
  }

  @Test
  void limitsAreBornValid() {
    assertThatThrownBy(() -> new TriggerLimits(Duration.ZERO, 0, 1, 1, 1))
        .hasMessage("attemptsPerHour: 0 (expected: 1 to 10000)");
    assertThatThrownBy(() -> new TriggerLimits(Duration.ZERO, 1, 1, 101, 1))
        .hasMessage("brakePercent: 101 (expected: 1 to 100)");
    assertThatThrownBy(() -> new FleetSummary(3, 4, 0, 0))
        .hasMessage("behind: 4 (expected: 0 to 3)");
  }

  @Test
  void aShareIsRoundedUp() {
    assertThat(new FleetSummary(0, 0, 0, 0).percentBehind()).isZero();
    assertThat(new FleetSummary(3, 1, 0, 0).percentBehind()).isEqualTo(34);
    assertThat(new FleetSummary(4, 1, 0, 0).percentBehind()).isEqualTo(25);
  }

  @Test
  void aPauseThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> new Pause(Optional.empty(), "anna", "x", NOW, Optional.of(NOW)))
        .hasMessage("until: 2026-03-02T12:00:00Z (expected: after since, 2026-03-02T12:00:00Z)");
    assertThatThrownBy(() -> new Pause(Optional.empty(), " ", "x", NOW, Optional.empty()))
        .hasMessageContaining("by:");
  }

  private static Optional<Instant> end(MaintenanceWindow window, String now) {
    return window.end(Instant.parse(now));
  }

  @Test
  void aWindowGoesOverMidnightAndOverTheWeekend() {
    MaintenanceWindow window = new MaintenanceWindow(
        "weekend",
        Set.of(DayOfWeek.FRIDAY),
        LocalTime.of(22, 0),
        Duration.ofHours(56),
        ZoneId.of("Europe/Berlin"));
    Instant end = Instant.parse("2026-03-09T05:00:00Z");

    assertThat(end(window, "2026-03-06T20:59:59Z")).isEmpty();
    assertThat(end(window, "2026-03-06T21:00:00Z")).contains(end);
    assertThat(end(window, "2026-03-09T04:59:59Z")).contains(end);
    assertThat(end(window, "2026-03-09T05:00:00Z")).isEmpty();
  }

  @Test
  void aWindowLastsAsLongAlsoWhenTheClocksChange() {
    MaintenanceWindow night = new MaintenanceWindow(
        "night",
        Set.of(DayOfWeek.SUNDAY),
        LocalTime.of(2, 30),
        Duration.ofHours(1),
        ZoneId.of("Europe/Berlin"));

    // 02:30 does not exist on the day the clocks go forward: it begins at 03:30 there.
    assertThat(end(night, "2026-03-29T01:29:59Z")).isEmpty();
    assertThat(end(night, "2026-03-29T01:30:00Z")).contains(Instant.parse("2026-03-29T02:30:00Z"));
  }

  @Test
  void aWindowIsBornValid() {
    UnaryOperator<Duration> make = length -> new MaintenanceWindow(
            "w", Set.of(DayOfWeek.MONDAY), LocalTime.NOON, length, ZoneId.of("UTC"))
        .length();

    assertThat(make.apply(Duration.ofDays(7))).isEqualTo(Duration.ofDays(7));
    assertThatThrownBy(() -> make.apply(Duration.ofDays(8)))
        .hasMessage("length: PT192H (expected: at most PT168H)");
    assertThatThrownBy(() -> make.apply(Duration.ZERO))
        .hasMessage("length: PT0S (expected: at least PT1M)");
    assertThatThrownBy(() -> new MaintenanceWindow(
            "w", Set.of(), LocalTime.NOON, Duration.ofHours(1), ZoneId.of("UTC")))
        .hasMessage("days: none (expected: at least one)");
  }

  @Test
  void theWeeklyWindowOfSevenDaysNeverEnds() {
    MaintenanceWindow always = new MaintenanceWindow(
        "always", Set.of(DayOfWeek.MONDAY), LocalTime.NOON, Duration.ofDays(7), ZoneId.of("UTC"));

    for (int hour = 0; hour < 24 * 8; hour++) {
      assertThat(always.end(NOW.plusSeconds(3_600L * hour))).isPresent();
    }
  }

  private static TriggerAttempt attempt(long seq) {
    return TriggerAttempt.intent(
        seq,
        ID,
        NOW,
        new TriggerAttempt.Origin("icewatch", "behind", ""),
        TriggerMode.AUTO,
        new TriggerAttempt.Before(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aDisabledAutoTriggerAttemptsNothing() {
    assertThatThrownBy(() -> TriggerAttempt.intent(
            1,
            ID,
            NOW,
            new TriggerAttempt.Origin("icewatch", "behind", ""),
            TriggerMode.DISABLED,
            attempt(1).before()))
        .hasMessage("mode: disabled (expected: dry-run or auto)");
  }

  @Test
  void aHistoryKeepsTheNewestLines() {
    TriggerHistory history = TriggerHistory.none();
    for (int seq = 1; seq <= TriggerHistory.KEPT + 1; seq++) {
      history = history.with(attempt(seq));
    }

    assertThat(history.entries()).hasSize(TriggerHistory.KEPT);
    assertThat(history.open().map(TriggerAttempt::seq)).contains(2L);
    assertThat(history.latest().map(TriggerAttempt::seq)).contains(51L);
    List<TriggerEntry> tooMany = new ArrayList<>(history.entries());
    tooMany.add(attempt(52));
    assertThatThrownBy(() -> new TriggerHistory(tooMany))
        .hasMessage("entries: 51 (expected: 0 to 50)");
  }

  @Test
  void attemptsInVainCountSinceTheLastSuccessOrReset() {
    TriggerAttempt vain = attempt(1).settled(AttemptOutcome.FAILED, NOW, "boom");
    TriggerAttempt good = attempt(2).settled(AttemptOutcome.SUCCEEDED, NOW, "moved");
    CircuitReset reset = new CircuitReset(3, ID, NOW, "anna", "fixed");

    assertThat(new TriggerHistory(List.of(vain, vain)).inVain()).isEqualTo(2);
    assertThat(new TriggerHistory(List.of(vain, good, vain)).inVain()).isEqualTo(1);
    assertThat(new TriggerHistory(List.of(vain, reset)).inVain()).isZero();
    assertThat(new TriggerHistory(List.of(vain, attempt(4))).inVain()).isEqualTo(1);
    assertThat(TriggerHistory.none().latest()).isEmpty();
  }

  @Test
  void wordsOfTheConfigurationAreNotYamlBooleans() {
    assertThat(List.of(TriggerMode.values()))
        .extracting(TriggerMode::label)
        .containsExactly("disabled", "dry-run", "auto");
  }
}
