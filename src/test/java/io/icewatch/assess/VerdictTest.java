package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.RunSettings;
import io.icewatch.model.TableSettings;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final TableSettings STRICT = new TableSettings(
      Story.SETTINGS.id(),
      Story.SETTINGS.poll(),
      new LagThresholds(Duration.ofSeconds(60), Duration.ofSeconds(120)),
      new RunSettings(Duration.ofSeconds(100), Duration.ofSeconds(50), Duration.ofSeconds(200)));

  private final Story story = new Story();

  private void says(Health health, String reason) {
    Assessment now = story.assess(STRICT);
    assertThat(now.health()).isEqualTo(health);
    assertThat(now.reason()).isEqualTo(reason);
  }

  private static WatcherRun building(long start, long segments) {
    return new WatcherRun(
        WatcherStatus.RUNNING,
        Optional.of(noonPlus(start)),
        Optional.empty(),
        10,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void withoutAnyAnswerItIsUnknown() {
    says(Health.UNKNOWN, "status: not asked yet");
    assertThat(story.assess().statusUntil()).isEqualTo(Instant.MIN);
    story.statusFails(new Failure.TableUnknown("no table t_OFFLINE"));
    says(Health.UNKNOWN, "status: never answered: no table t_OFFLINE");
  }

  @Test
  void anOldStatusIsUnknownWithTheLastFailure() {
    story.at(0).completed(-100, -50, "7").at(301);
    says(Health.UNKNOWN, "status: no answer for 5m1s");
    story.statusFails(new Failure.Denied(403, "HTTP 403 for reader"));
    says(Health.UNKNOWN, "status: no answer for 5m1s: HTTP 403 for reader");
    assertThat(story.assess().statusUntil()).isEqualTo(noonPlus(300));
  }

  @Test
  void aRunInFlightIsRunning() {
    story.at(10).status(building(0, 4));
    says(
        Health.RUNNING,
        "a run is in flight for 10s: 4 segments of 10 files; checkpoint: not asked yet");
  }

  @Test
  void aRunWithoutProgressIsStuck() {
    story.at(0).status(building(0, 4)).at(50).status(building(0, 4));
    assertThat(story.assess(STRICT).health()).isEqualTo(Health.RUNNING);

    story.at(51).status(building(0, 4));
    says(Health.STUCK, "the run shows no progress for 51s: 4 segments of 10 files");
    story.at(52).status(building(0, 5));
    assertThat(story.assess(STRICT).health()).isEqualTo(Health.RUNNING);
  }

  @Test
  void noProgressIsOnlyWhatWasSeen() {
    story.at(0).status(building(0, 4)).at(100);

    assertThat(story.assess(STRICT).health()).isEqualTo(Health.RUNNING);
  }

  @Test
  void aRunThatTakesTooLongIsStuckThoughItProgresses() {
    story.at(200).status(building(0, 4));
    assertThat(story.assess(STRICT).health()).isEqualTo(Health.RUNNING);

    story.at(201).status(building(0, 5));
    says(Health.STUCK, "the run takes 3m21s, longer than 3m20s: 5 segments of 10 files");
  }

  @Test
  void theTimeARunTakesIsCorrectedByTheSkew() {
    story.skew(Duration.ofSeconds(-60)).at(200).status(building(0, 4));

    says(
        Health.RUNNING,
        "a run is in flight for 2m20s: 4 segments of 10 files; checkpoint: not asked yet;"
            + " the controller's clock is 1m behind the daemon's");
  }

  @Test
  void aFailedRunSaysHowFarItGotAndWhy() {
    story.at(0).failed(-100, -50, "Failed to upload segment:\n  Connection timeout");
    says(
        Health.FAILED,
        "the last run failed after 5 segments of 10 files: Failed to upload segment: Connection"
            + " timeout");
    story.failed(-100, -50, " ");
    says(Health.FAILED, "the last run failed after 5 segments of 10 files");
  }

  @Test
  void aTableOverRawFilesIsUnsupported() {
    story.at(0).status(WatcherRun.idle());
    story.checkpointFails(new Failure.NotCatalogTable("not a catalog table"));

    says(Health.UNSUPPORTED, "the table reads raw files: it has a status and no checkpoint");
    assertThat(story.assess().lag())
        .isEqualTo(new Lag.Unknown("the table reads raw files: it has no checkpoint"));
  }

  @Test
  void aTableWithoutACheckpointWasNeverIngested() {
    story.at(0).status(WatcherRun.idle()).checkpoint(new Checkpoint.None());
    says(Health.NEVER_INGESTED, "no ingestion has completed yet");
    assertThat(story.assess().lag().at(story.now())).isEmpty();
    assertThat(story.assess().filesPending()).isEmpty();

    story.files(12);
    assertThat(story.assess().filesPending()).contains(12L);
    assertThat(story.at(301).assess().filesPending()).isEmpty();
  }

  @Test
  void anUnknownLagIsUnknownHealth() {
    story.at(0).status(WatcherRun.idle()).checkpoint(7).held(7, 4);
    says(Health.UNKNOWN, "files: not asked yet");
  }

  @Test
  void caughtUpIsOkEvenWhileIdle() {
    story.at(0).status(WatcherRun.idle()).checkpoint(7).held(7, 1).files(1);
    says(Health.OK, "caught up: the source and the checkpoint hold 1 file");
  }

  @Test
  void aLittleBehindIsOk() {
    story
        .at(0)
        .completed(-100, -50, "7")
        .checkpoint(7)
        .held(7, 1)
        .files(1)
        .at(1)
        .files(2)
        .at(60);
    says(Health.OK, "behind for 59s: 1 file pending (warning from 1m)");
  }

  @Test
  void fromTheWarningOnItIsBehind() {
    story
        .at(0)
        .completed(-49, -20, "7")
        .checkpoint(7)
        .held(7, 1)
        .files(1)
        .at(1)
        .files(2)
        .at(61);
    says(Health.BEHIND, "behind for 1m: 1 file pending (warning from 1m)");
  }

  @Test
  void behindWithoutARunForLongerThanTheScheduleIsStalled() {
    story
        .at(0)
        .completed(-49, -20, "7")
        .checkpoint(7)
        .held(7, 1)
        .files(1)
        .at(1)
        .files(2)
        .at(62);
    says(
        Health.STALLED,
        "behind for 1m1s: 1 file pending; no run has started for 1m51s (expected every 1m40s)");
  }

  @Test
  void behindWithoutAnyKnownRunIsNotCalledStalled() {
    story
        .at(0)
        .status(WatcherRun.idle())
        .checkpoint(7)
        .held(7, 1)
        .files(1)
        .at(1)
        .files(2)
        .at(299);

    assertThat(story.assess(STRICT).health()).isEqualTo(Health.BEHIND);
  }

  @Test
  void aRunKnownFromTheLogCountsAsStarted() {
    story
        .at(0)
        .completed(-500, -450, "7")
        .checkpoint(7)
        .held(7, 1)
        .files(1)
        .at(1)
        .files(2);
    story.at(20).running(15).at(80).status(WatcherRun.idle());
    assertThat(story.assess(STRICT).health()).isEqualTo(Health.BEHIND);

    assertThat(story.at(126).assess(STRICT).health()).isEqualTo(Health.STALLED);
  }

  @Test
  void aRunThatLeftFilesOutIsOkAndSaysSo() {
    WatcherRun partial = new WatcherRun(
        WatcherStatus.COMPLETED,
        Optional.of(noonPlus(-100)),
        Optional.of(noonPlus(-50)),
        15,
        13,
        Optional.empty(),
        Optional.of("7"));
    story.at(0).status(partial).checkpoint(7).held(7, 15).files(15);

    says(
        Health.OK,
        "caught up: the source and the checkpoint hold 15 files; the last run built only 13 segments"
            + " of 15 files: 2 files missing");
  }

  @Test
  void aNotableSkewIsNamed() {
    story.at(0).status(WatcherRun.idle()).checkpoint(7).held(7, 4).files(4);
    story.skew(Duration.ofSeconds(5));
    says(Health.OK, "caught up: the source and the checkpoint hold 4 files");
    story.skew(Duration.ofSeconds(6));
    says(
        Health.OK,
        "caught up: the source and the checkpoint hold 4 files; the controller's clock is 6s ahead"
            + " of the daemon's");
  }
}
