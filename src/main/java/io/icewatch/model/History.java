package io.icewatch.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a table and cannot be observed again: it is stored, and survives a restart.
 *
 * @param lastSuccess the last COMPLETED run seen
 * @param openRun the start of a run seen RUNNING and not yet seen to end
 * @param runs the run log, oldest first, at most {@link #RUNS_KEPT}
 * @param runTotals runs counted by result since the store began; a result never seen is absent
 * @param counts the changes of the source's file count, oldest first, at most {@link #COUNTS_KEPT}
 * @param reached the checkpoint last seen and what was learnt while it stood
 * @param checkpointRegressions how often the checkpoint went backwards
 */
public record History(
    Optional<FinishedRun> lastSuccess,
    Optional<Instant> openRun,
    List<FinishedRun> runs,
    Map<RunResult, Long> runTotals,
    List<CountChange> counts,
    Optional<Reached> reached,
    long checkpointRegressions) {

  /** Lines of the run log that are kept for a table. */
  public static final int RUNS_KEPT = 50;

  /** Changes of the file count that are kept for a table: almost three days of one a minute. */
  public static final int COUNTS_KEPT = 4096;

  /**
   * A checkpoint, and what was learnt while it stood.
   *
   * @param checkpoint the position
   * @param seenAt when it was first seen, by the daemon's clock
   * @param files data files of its snapshot, once known
   * @param behindSince the poll that first saw data beyond it; kept until the checkpoint moves
   * @param countsFellAt when the source's file count was last seen to go down, unless the checkpoint
   *     is known to be newer: a compaction, a delete or a rollback, which counts cannot tell apart
   * @param facts what the catalog last said of its snapshot, or else of an earlier checkpoint's: the
   *     catalog cannot say it again once the snapshot is expired
   */
  public record Reached(
      Checkpoint checkpoint,
      Instant seenAt,
      Optional<Long> files,
      Optional<Instant> behindSince,
      Optional<Instant> countsFellAt,
      Optional<CheckpointFacts> facts) {

    /** A checkpoint of which no catalog has said anything. */
    public Reached(
        Checkpoint checkpoint,
        Instant seenAt,
        Optional<Long> files,
        Optional<Instant> behindSince,
        Optional<Instant> countsFellAt) {
      this(checkpoint, seenAt, files, behindSince, countsFellAt, Optional.empty());
    }

    /** After its snapshot's files became known. */
    public Reached withFiles(Optional<Long> known) {
      return new Reached(checkpoint, seenAt, known, behindSince, countsFellAt, facts);
    }

    /** With another start of the wait. */
    public Reached withBehindSince(Optional<Instant> since) {
      return new Reached(checkpoint, seenAt, files, since, countsFellAt, facts);
    }

    /** After the source's file count went down. */
    public Reached withCountsFellAt(Instant at) {
      return new Reached(checkpoint, seenAt, files, behindSince, Optional.of(at), facts);
    }

    /** After the catalog was asked. */
    public Reached withFacts(Optional<CheckpointFacts> known) {
      return new Reached(checkpoint, seenAt, files, behindSince, countsFellAt, known);
    }
  }

  public History {
    runs = List.copyOf(runs);
    runTotals = Map.copyOf(runTotals);
    counts = List.copyOf(counts);
    Checks.notNegative("checkpointRegressions", checkpointRegressions);
    if (runs.size() > RUNS_KEPT) {
      throw new IllegalArgumentException(
          "runs: " + runs.size() + " (expected: at most " + RUNS_KEPT + ")");
    }
    if (counts.size() > COUNTS_KEPT) {
      throw new IllegalArgumentException(
          "counts: " + counts.size() + " (expected: at most " + COUNTS_KEPT + ")");
    }
  }

  /** A table nobody has looked at. */
  public static History none() {
    return new History(
        Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of(), Optional.empty(), 0);
  }

  /** With other counts of the source's files. */
  public History withCounts(List<CountChange> changed) {
    return new History(
        lastSuccess, openRun, runs, runTotals, changed, reached, checkpointRegressions);
  }

  /** With more learnt about the checkpoint, or with another one. */
  public History withReached(Reached learnt) {
    return new History(
        lastSuccess, openRun, runs, runTotals, counts, Optional.of(learnt), checkpointRegressions);
  }

  /** After the checkpoint went backwards. */
  public History withRegression() {
    return new History(
        lastSuccess,
        openRun,
        runs,
        runTotals,
        counts,
        reached,
        Math.max(checkpointRegressions, checkpointRegressions + 1));
  }
}
