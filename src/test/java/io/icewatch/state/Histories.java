package io.icewatch.state;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/** Random histories, to the millisecond, and random steps from one to the next. */
final class Histories {
  private static final String[] TEXTS = {"", "no space", "naïve 'quote\" \n", "😀", "a\0b"};

  private Histories() {}

  /** What polling may make of a history, now and then with a jump to another one altogether. */
  static History next(History last, Random random) {
    if (random.nextInt(20) == 0) {
      return random.nextBoolean() ? History.none() : unlike(random);
    }
    List<FinishedRun> runs = new ArrayList<>(last.runs());
    Map<RunResult, Long> totals = new EnumMap<>(RunResult.class);
    totals.putAll(last.runTotals());
    Optional<FinishedRun> success = last.lastSuccess();
    for (int i = random.nextInt(4); i > 0; i--) {
      FinishedRun run = run(random);
      runs.add(run);
      totals.merge(run.result(), 1L, Long::sum);
      success = run.result() == RunResult.COMPLETED ? Optional.of(run) : success;
    }
    List<CountChange> counts = new ArrayList<>(last.counts());
    for (int i = random.nextInt(40); i > 0; i--) {
      counts.add(new CountChange(time(random), random.nextLong() >>> 1));
    }
    int cut = random.nextInt(3) == 0 ? random.nextInt(counts.size() + 1) : 0;
    boolean moved = random.nextInt(4) == 0;
    return new History(
        success,
        some(random, time(random)),
        newest(runs, History.RUNS_KEPT),
        totals,
        newest(counts.subList(cut, counts.size()), History.COUNTS_KEPT),
        moved ? Optional.of(reached(random)) : last.reached(),
        last.checkpointRegressions() + random.nextInt(2));
  }

  private static History unlike(Random random) {
    History other = History.none();
    for (int i = 0; i < 3; i++) {
      List<CountChange> counts = new ArrayList<>(other.counts());
      counts.add(new CountChange(time(random), random.nextInt(10)));
      other = new History(
          some(random, run(random)),
          some(random, time(random)),
          List.of(run(random), run(random)),
          Map.of(RunResult.UNSEEN, 1L),
          counts,
          some(random, reached(random)),
          0);
    }
    return other;
  }

  private static FinishedRun run(Random random) {
    return new FinishedRun(
        time(random),
        some(random, time(random)),
        RunResult.values()[random.nextInt(3)],
        random.nextInt(1000),
        random.nextLong() >>> 1,
        some(random, TEXTS[random.nextInt(TEXTS.length)]),
        some(random, Long.toString(random.nextLong())));
  }

  private static History.Reached reached(Random random) {
    Checkpoint checkpoint = switch (random.nextInt(3)) {
      case 0 -> new Checkpoint.None();
      case 1 -> new Checkpoint.SnapshotId(random.nextLong());
      default -> new Checkpoint.Timestamp(time(random));
    };
    return new History.Reached(
        checkpoint,
        time(random),
        some(random, random.nextLong() >>> 1),
        some(random, time(random)),
        some(random, time(random)),
        some(random, facts(random)));
  }

  private static CheckpointFacts facts(Random random) {
    return new CheckpointFacts(
        random.nextLong(),
        new UUID(random.nextLong(), random.nextLong()),
        random.nextLong() >>> 1,
        time(random),
        random.nextBoolean() ? OptionalLong.of(random.nextLong() >>> 1) : OptionalLong.empty());
  }

  private static Instant time(Random random) {
    return Instant.ofEpochMilli(1_767_225_600_000L + random.nextInt());
  }

  private static <T> Optional<T> some(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static <T> List<T> newest(List<T> list, int most) {
    return list.subList(Math.max(0, list.size() - most), list.size());
  }
}
