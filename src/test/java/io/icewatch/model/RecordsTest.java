package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void refuses(ThrowingCallable birth, String message) {
    assertThatIllegalArgumentException().isThrownBy(birth).withMessage(message);
  }

  private static FinishedRun finished(long files, long segments) {
    return finished(OptionalLong.of(files), OptionalLong.of(segments));
  }

  private static FinishedRun finished(OptionalLong files, OptionalLong segments) {
    return new FinishedRun(
        Instant.EPOCH,
        Optional.empty(),
        RunResult.UNSEEN,
        files,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  private static WatcherRun shown(long files, long segments) {
    return shown(OptionalLong.of(files), OptionalLong.of(segments));
  }

  static WatcherRun shown(OptionalLong files, OptionalLong segments) {
    return new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.empty(),
        Optional.empty(),
        files,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  private static PollSettings poll(long interval, long running, long files, long stale, long call) {
    return new PollSettings(
        Duration.ofMillis(interval),
        Duration.ofMillis(running),
        Duration.ofMillis(files),
        Duration.ofMillis(stale),
        Duration.ofMillis(call));
  }

  private static History history(int runs, int counts, long regressions) {
    return new History(
        Optional.empty(),
        Optional.empty(),
        Collections.nCopies(runs, finished(0, 0)),
        Map.of(),
        Collections.nCopies(counts, new CountChange(Instant.EPOCH, 0)),
        Optional.empty(),
        regressions);
  }

  @Test
  void countsOfThingsAreNeverNegative() {
    refuses(() -> new CountChange(Instant.EPOCH, -1), "files: -1 (expected: 0 or more)");
    refuses(() -> new SnapshotFiles(7, -2), "files: -2 (expected: 0 or more)");
    refuses(() -> finished(-1, 0), "filesDiscovered: -1 (expected: 0 or more)");
    refuses(() -> finished(0, -1), "segmentsGenerated: -1 (expected: 0 or more)");
    refuses(() -> shown(-1, 0), "filesDiscovered: -1 (expected: 0 or more)");
    refuses(() -> shown(0, -1), "segmentsGenerated: -1 (expected: 0 or more)");
    refuses(() -> history(0, 0, -1), "checkpointRegressions: -1 (expected: 0 or more)");
    refuses(
        () -> new Assessment(
            Health.OK,
            "fine",
            new Lag.CaughtUp(),
            LagSource.OBSERVED,
            Optional.of(-1L),
            Optional.empty(),
            Instant.MIN,
            Instant.MIN),
        "filesPending: -1 (expected: 0 or more)");
  }

  @Test
  void zeroIsACount() {
    assertThat(new CountChange(Instant.EPOCH, 0).files()).isZero();
    assertThat(new SnapshotFiles(7, 0).files()).isZero();
    assertThat(shown(0, 0)).isNotEqualTo(WatcherRun.idle());
    assertThat(WatcherRun.idle().status()).isEqualTo(WatcherStatus.IDLE);
  }

  @Test
  void aNumberThatIsNotToldIsNotReckonedWith() {
    assertThat(finished(5, 3).segmentsMissing()).hasValue(2);
    assertThat(shown(5, 3).segmentsMissing()).hasValue(2);
    OptionalLong five = OptionalLong.of(5);
    OptionalLong untold = OptionalLong.empty();
    assertThat(finished(five, untold).segmentsMissing()).isEmpty();
    assertThat(finished(untold, five).segmentsMissing()).isEmpty();
    assertThat(shown(five, untold).segmentsMissing()).isEmpty();
    assertThat(shown(untold, five).segmentsMissing()).isEmpty();
  }

  @Test
  void namesAreNotBlank() {
    refuses(() -> new TableId(" ", "t"), "controller: ' ' (expected: a name)");
    refuses(() -> new TableId("c", ""), "table: '' (expected: a name)");
    refuses(() -> ControllerState.initial(""), "name: '' (expected: a name)");
    refuses(
        () -> new ControllerSettings(
            "",
            URI.create("http://localhost"),
            new Credentials.None(),
            new Credentials.None(),
            ControllerLimits.defaults()),
        "name: '' (expected: a name)");
    refuses(
        () -> new Assessment(
            Health.OK,
            " ",
            new Lag.CaughtUp(),
            LagSource.OBSERVED,
            Optional.empty(),
            Optional.empty(),
            Instant.MIN,
            Instant.MIN),
        "reason: ' ' (expected: a name)");
  }

  @Test
  void limitsHaveRanges() {
    refuses(() -> new ControllerLimits(0, 1), "maxConcurrent: 0 (expected: 1 to 256)");
    refuses(() -> new ControllerLimits(257, 1), "maxConcurrent: 257 (expected: 1 to 256)");
    refuses(() -> new ControllerLimits(1, 0), "requestsPerSecond: 0 (expected: 1 to 100000)");
    refuses(
        () -> new ControllerLimits(1, 100_001),
        "requestsPerSecond: 100001 (expected: 1 to 100000)");
    assertThat(new ControllerLimits(256, 100_000).maxConcurrent()).isEqualTo(256);
    assertThat(new ControllerLimits(1, 1).requestsPerSecond()).isEqualTo(1);
    assertThat(ControllerLimits.defaults()).isEqualTo(new ControllerLimits(16, 100));
  }

  @Test
  void pollingHasAPaceAndAnswersOutliveTwoIntervals() {
    refuses(
        () -> poll(999, 1_000, 1_000, 9_000, 1), "interval: PT0.999S (expected: at least PT1S)");
    refuses(
        () -> poll(1_000, 999, 1_000, 9_000, 1),
        "runningInterval: PT0.999S (expected: at least PT1S)");
    refuses(
        () -> poll(1_000, 1_000, 999, 9_000, 1),
        "filesInterval: PT0.999S (expected: at least PT1S)");
    refuses(
        () -> poll(5_000, 1_000, 1_000, 9_999, 1),
        "staleAfter: PT9.999S (expected: at least PT10S)");
    refuses(
        () -> poll(1_000, 1_000, 5_000, 9_999, 1),
        "staleAfter: PT9.999S (expected: at least PT10S)");
    refuses(
        () -> poll(1_000, 1_000, 1_000, 9_000, 0), "timeout: PT0S (expected: at least PT0.001S)");
    assertThat(poll(1_000, 1_000, 1_000, 2_000, 1).checkpointInterval()).isEqualTo(SECOND);
    assertThat(PollSettings.defaults()).isEqualTo(poll(15_000, 5_000, 60_000, 300_000, 10_000));
  }

  @Test
  void thresholdsAreOrdered() {
    refuses(
        () -> new LagThresholds(Duration.ZERO, SECOND), "warning: PT0S (expected: at least PT1S)");
    refuses(
        () -> new LagThresholds(Duration.ofSeconds(2), SECOND),
        "critical: PT1S (expected: at least PT2S)");
    assertThat(new LagThresholds(SECOND, SECOND).critical()).isEqualTo(SECOND);
    assertThat(LagThresholds.defaults())
        .isEqualTo(new LagThresholds(Duration.ofMinutes(15), Duration.ofHours(1)));
  }

  @Test
  void runsAreExpectedWithinTimes() {
    refuses(
        () -> new RunSettings(Duration.ZERO, SECOND, SECOND),
        "every: PT0S (expected: at least PT1S)");
    refuses(
        () -> new RunSettings(SECOND, Duration.ZERO, SECOND),
        "noProgress: PT0S (expected: at least PT1S)");
    refuses(
        () -> new RunSettings(SECOND, SECOND, Duration.ZERO),
        "maxDuration: PT0S (expected: at least PT1S)");
    assertThat(RunSettings.defaults())
        .isEqualTo(
            new RunSettings(Duration.ofMinutes(30), Duration.ofMinutes(30), Duration.ofHours(6)));
    TableSettings table = TableSettings.defaults(new TableId("c", "t"));
    assertThat(table.poll()).isEqualTo(PollSettings.defaults());
    assertThat(table.lag()).isEqualTo(LagThresholds.defaults());
    assertThat(table.runs()).isEqualTo(RunSettings.defaults());
  }

  @Test
  void aRateLimitLetsSomebodyIn() {
    refuses(
        () -> new WebConfig.RateLimit(Duration.ZERO, 1),
        "rate limit: 1 each PT0S (expected: at least one, and more than 0)");
    refuses(
        () -> new WebConfig.RateLimit(SECOND.negated(), 1),
        "rate limit: 1 each PT-1S (expected: at least one, and more than 0)");
    refuses(
        () -> new WebConfig.RateLimit(SECOND, 0),
        "rate limit: 0 each PT1S (expected: at least one, and more than 0)");
  }

  @Test
  void aListThatIsNotAllUsableShowsWhy() {
    refuses(
        () -> new TableListing(List.of(), 1, Optional.empty()),
        "example: Optional.empty (expected: one, if and only if there are unusable names)");
    refuses(
        () -> new TableListing(List.of(), 0, Optional.of("a b")),
        "example: Optional[a b] (expected: one, if and only if there are unusable names)");
  }

  @Test
  void aHistoryIsBounded() {
    refuses(() -> history(51, 0, 0), "runs: 51 (expected: at most 50)");
    refuses(() -> history(0, 4_097, 0), "counts: 4097 (expected: at most 4096)");
    assertThat(history(50, 4_096, 0).counts()).hasSize(4_096);
  }

  @Test
  void aRegressionIsCountedAsFarAsNumbersGo() {
    assertThat(history(0, 0, 1).withRegression().checkpointRegressions()).isEqualTo(2);
    assertThat(history(0, 0, Long.MAX_VALUE).withRegression().checkpointRegressions())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void listsAreCopied() {
    List<ControllerState> controllers = new ArrayList<>(List.of(ControllerState.initial("prod")));
    Snapshot snapshot = new Snapshot(1, List.of(), controllers);
    controllers.clear();

    assertThat(snapshot.controllers()).containsExactly(ControllerState.initial("prod"));
    assertThat(snapshot.controllers().get(0).breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(snapshot.controllers().get(0).asked()).isFalse();
    assertThatNullPointerException().isThrownBy(() -> new Snapshot(1, null, controllers));
  }

  @Test
  void tablesAreOrderedByControllerAndName() {
    TableId first = new TableId("a", "y");

    assertThat(first).isLessThan(new TableId("b", "x")).isLessThan(new TableId("a", "z"));
    assertThat(first).hasToString("a/y");
  }
}
