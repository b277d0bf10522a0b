package io.icewatch.state;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;

/** Tables whose whole history follows from the number of successes they have had. */
final class Script {
  static final int TABLES = 8;
  private static final int COUNTS = 100;
  private static final long EPOCH = 1_767_225_600_000L;

  private Script() {}

  static TableId table(int number) {
    return new TableId("prod", "t" + number + "_OFFLINE");
  }

  /** What a table is to look like after so many successes. */
  static History after(long successes) {
    if (successes == 0) {
      return History.none();
    }
    List<FinishedRun> runs = LongStream.rangeClosed(
            Math.max(1, successes - History.RUNS_KEPT + 1), successes)
        .mapToObj(Script::run)
        .toList();
    List<CountChange> counts = LongStream.rangeClosed(
            Math.max(1, successes - COUNTS + 1), successes)
        .mapToObj(n -> new CountChange(Instant.ofEpochMilli(EPOCH + n), 3 * n))
        .toList();
    return new History(
        Optional.of(run(successes)),
        Optional.of(Instant.ofEpochMilli(EPOCH + 1000 * (successes + 1))),
        runs,
        Map.of(RunResult.COMPLETED, successes, RunResult.FAILED, successes / 10),
        counts,
        Optional.of(new History.Reached(
            new Checkpoint.SnapshotId(Long.MAX_VALUE - successes),
            Instant.ofEpochMilli(EPOCH + 1000 * successes),
            Optional.of(3 * successes),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CheckpointFacts(
                Long.MAX_VALUE - successes,
                new UUID(4, 2),
                successes,
                Instant.ofEpochMilli(EPOCH + 1000 * successes),
                OptionalLong.of(3 * successes))))),
        successes / 7);
  }

  /** How many successes a history tells of. */
  static long successes(History history) {
    return history.runTotals().getOrDefault(RunResult.COMPLETED, 0L);
  }

  private static FinishedRun run(long number) {
    return new FinishedRun(
        Instant.ofEpochMilli(EPOCH + 1000 * number),
        Optional.of(Instant.ofEpochMilli(EPOCH + 1000 * number + 500)),
        RunResult.COMPLETED,
        number % 50,
        number % 50,
        Optional.empty(),
        Optional.of(Long.toString(Long.MAX_VALUE - number)));
  }
}
