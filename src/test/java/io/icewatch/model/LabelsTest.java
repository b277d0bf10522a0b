package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void labelsAreLowerCaseWords() {
    assertThat(Arrays.stream(Health.values()).map(Health::label))
        .containsExactly(
            "ok",
            "running",
            "behind",
            "failed",
            "stuck",
            "stalled",
            "never_ingested",
            "checkpoint_lost",
            "unsupported",
            "unknown");
    assertThat(Arrays.stream(WatcherStatus.values()).map(WatcherStatus::label))
        .containsExactly("idle", "running", "completed", "failed");
    assertThat(Arrays.stream(RunResult.values()).map(RunResult::label))
        .containsExactly("completed", "failed", "unseen");
    assertThat(Arrays.stream(LagSource.values()).map(LagSource::label))
        .containsExactly("catalog", "timestamp", "observed", "none");
    assertThat(Arrays.stream(BreakerState.values()).map(BreakerState::label))
        .containsExactly("closed", "half_open", "open");
    assertThat(Arrays.stream(Endpoint.values()).map(Endpoint::label))
        .containsExactly(
            "status", "checkpoint", "files", "files_at_checkpoint", "table_config", "tables");
    assertThat(Endpoint.OF_A_TABLE).hasSize(5).doesNotContain(Endpoint.TABLES);
    assertThat(Arrays.stream(SourceType.values()).map(SourceType::label))
        .containsExactly("catalog", "raw", "other", "unknown");
  }

  @Test
  void eachFailureHasItsOwnReasonAndTellsItsMessage() {
    List<Failure> failures = List.of(
        new Failure.NotCatalogTable("m"),
        new Failure.TableUnknown("m"),
        new Failure.FeatureAbsent("m"),
        new Failure.Denied(403, "m"),
        new Failure.Throttled(Optional.of(Duration.ofSeconds(3)), "m"),
        new Failure.ControllerError(500, "m"),
        new Failure.Unexpected(302, "m"),
        new Failure.Malformed("m", "<html>"),
        new Failure.TimedOut(Duration.ofSeconds(10), "m"),
        new Failure.Unreachable("m"),
        new Failure.NotAsked("m"));

    assertThat(failures).extracting(Failure::message).containsOnly("m");
    assertThat(failures.stream().map(Failure::reason))
        .containsExactly(
            "not_catalog_table",
            "table_unknown",
            "feature_absent",
            "denied",
            "throttled",
            "controller_error",
            "unexpected_status",
            "malformed",
            "timed_out",
            "unreachable",
            "not_asked");
  }

  @Test
  void anAnswerIsNamedByWhatCameOfIt() {
    Stream<Answer<Long>> answers = Stream.of(
        new Answer.Observed<>(1L, Optional.empty()),
        new Answer.NotModified<>(1L, Optional.empty()),
        new Answer.Failed<>(new Failure.Denied(401, "m")));

    assertThat(answers.map(Answer::outcome)).containsExactly("observed", "not_modified", "denied");
  }

  @Test
  void aCheckpointIsTextOfItsKind() {
    Checkpoint none = new Checkpoint.None();
    Checkpoint snapshot = new Checkpoint.SnapshotId(Long.MAX_VALUE);
    Checkpoint time = new Checkpoint.Timestamp(Instant.ofEpochMilli(1_707_500_000_000L));

    assertThat(none.type()).isEqualTo("none");
    assertThat(none.value()).isEmpty();
    assertThat(snapshot.type()).isEqualTo("SNAPSHOT_ID");
    assertThat(snapshot.value()).isEqualTo("9223372036854775807");
    assertThat(time.type()).isEqualTo("TIMESTAMP");
    assertThat(time.value()).isEqualTo("1707500000000");
  }
}
