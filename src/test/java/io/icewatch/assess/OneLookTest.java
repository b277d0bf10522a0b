package io.icewatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Health;
import io.icewatch.model.History;
import io.icewatch.model.Lag;
import io.icewatch.model.Observation;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneLookTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TableSettings SETTINGS =
      TableSettings.defaults(new TableId("prod", "orders_OFFLINE"));

  private static <T> Answer<T> good(T value) {
    return new Answer.Observed<>(value, Optional.empty());
  }

  private static TableState look(WatcherStatus status, Duration startedAgo, long current) {
    Instant start = NOW.minus(startedAgo);
    WatcherRun run = new WatcherRun(
        status,
        Optional.of(start),
        Optional.of(start.plusSeconds(10)),
        10,
        10,
        Optional.empty(),
        Optional.empty());
    Observation seen = Observation.none()
        .withStatus(good(run), NOW)
        .withCheckpoint(good(new Checkpoint.SnapshotId(1)), NOW)
        .withFilesAtCheckpoint(good(new SnapshotFiles(1, 10)), NOW)
        .withFiles(good(current), NOW);
    History history = Memory.remember(History.none(), seen, NOW);
    return OneLook.judged(
        new TableState(SETTINGS, seen, history, Assessor.assess(seen, history, SETTINGS, NOW)),
        NOW);
  }

  @Test
  void aTableThatIsCaughtUpIsFine() {
    TableState state = look(WatcherStatus.COMPLETED, Duration.ofDays(3), 10);
    assertThat(state.health(NOW)).isEqualTo(Health.OK);
    assertThat(state.lag(NOW)).contains(Duration.ZERO);
  }

  @Test
  void dataThatCannotHaveWaitedForLongIsFineAndItsLagUnknown() {
    TableState state = look(WatcherStatus.COMPLETED, Duration.ofMinutes(4), 12);
    assertThat(state.health(NOW)).isEqualTo(Health.OK);
    assertThat(state.lag(NOW)).isEmpty();
    assertThat(state.filesPending(NOW)).contains(2L);
    assertThat(state.reason(NOW))
        .isEqualTo("2 files pending, waiting for at most 4m: the last success began then");
  }

  @Test
  void dataThatMayHaveWaitedPastTheWarningIsUnknownAndNeverFine() {
    TableState state = look(WatcherStatus.COMPLETED, Duration.ofMinutes(15), 12);
    assertThat(state.health(NOW)).isEqualTo(Health.UNKNOWN);
    assertThat(state.assessment().lag()).isInstanceOf(Lag.Unknown.class);
  }

  @Test
  void withoutASuccessInSightTheWaitHasNoBound() {
    TableState state = look(WatcherStatus.FAILED, Duration.ofMinutes(1), 12);
    assertThat(state.health(NOW)).isEqualTo(Health.FAILED);
    assertThat(state.reason(NOW))
        .endsWith("; 2 files pending, nobody knows for how long: no success was seen");
  }
}
