package io.icewatch.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The books of one table: what was committed, taken back and forgotten at its source, and what was
 * ingested. Changes of the source are booked in the order in which they were made.
 *
 * @param table the identity of the source now
 * @param commits snapshots of it, oldest first; of those long ingested only the last few
 * @param head its newest snapshot; empty while it has none
 * @param expired snapshots among {@code commits}, and the checkpoint's, that it holds no longer
 * @param ingested the commit the checkpoint stands at; empty before the first completed run
 * @param lastSuccess end of the last COMPLETED run, by the controller's clock
 * @param runsStarted runs so far, the one in flight included
 */
record Ledger(
    UUID table,
    List<Commit> commits,
    Optional<Commit> head,
    Set<Long> expired,
    Optional<Commit> ingested,
    Optional<Instant> lastSuccess,
    long runsStarted) {
  /** A rollback cannot go back further: the source does not hold more before a checkpoint. */
  private static final int INGESTED_KEPT = 100;

  Ledger {
    commits = List.copyOf(commits);
    expired = Set.copyOf(expired);
  }

  static Ledger of(UUID table) {
    return new Ledger(
        table, List.of(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0);
  }

  Ledger committed(Commit commit) {
    List<Commit> all = new ArrayList<>(commits);
    all.add(commit);
    return new Ledger(table, all, Optional.of(commit), expired, ingested, lastSuccess, runsStarted);
  }

  /** The head went back to a snapshot that was its ancestor. */
  Ledger rolledBack(Commit target) {
    return new Ledger(
        table, commits, Optional.of(target), expired, ingested, lastSuccess, runsStarted);
  }

  /** The source holds these snapshots and no other. */
  Ledger held(Set<Long> snapshots) {
    Set<Long> gone = new HashSet<>();
    Stream.concat(commits.stream(), ingested.stream())
        .map(Commit::snapshotId)
        .filter(id -> !snapshots.contains(id))
        .forEach(gone::add);
    return new Ledger(table, commits, head, gone, ingested, lastSuccess, runsStarted);
  }

  /** The source was dropped, and an empty one was created under its name. */
  Ledger recreated(UUID as) {
    return new Ledger(
        as, List.of(), Optional.empty(), Set.of(), ingested, lastSuccess, runsStarted);
  }

  Ledger runStarted() {
    return new Ledger(table, commits, head, expired, ingested, lastSuccess, runsStarted + 1);
  }

  /** A run ended COMPLETED having read up to {@code upTo}; empty when the source was empty. */
  Ledger runCompleted(Optional<Commit> upTo, Instant end) {
    if (upTo.isEmpty()) {
      return new Ledger(table, commits, head, expired, ingested, Optional.of(end), runsStarted);
    }
    int past = commits.indexOf(upTo.get());
    List<Commit> kept = commits.subList(Math.max(0, past - INGESTED_KEPT), commits.size());
    return new Ledger(table, kept, head, expired, upTo, Optional.of(end), runsStarted);
  }

  /** The parent of the checkpoint's snapshot, where the source's line has both. */
  Optional<Commit> beforeCheckpoint() {
    Standing standing = Standing.of(this);
    boolean onLine =
        standing.position().equals("current") || standing.position().equals("behind");
    return ingested
        .filter(checkpoint -> onLine)
        .flatMap(Commit::parent)
        .filter(parent -> !expired.contains(parent))
        .flatMap(parent ->
            commits.stream().filter(c -> c.snapshotId() == parent.longValue()).findFirst());
  }

  Truth truth(String name) {
    Standing standing = Standing.of(this);
    List<Commit> pending = standing.pending();
    long files = pending.stream().mapToLong(Commit::newFiles).sum();
    return new Truth(
        name,
        table,
        head.map(Commit::snapshotId),
        head.map(Commit::totalFiles).orElse(0L),
        head.map(Commit::at),
        ingested.map(Commit::snapshotId),
        ingested.map(Commit::totalFiles).orElse(0L),
        standing.position(),
        pending.stream().filter(Commit::data).findFirst().map(Commit::at),
        files,
        files * SourceTable.RECORDS_PER_FILE,
        pending.size(),
        lastSuccess,
        runsStarted);
  }
}
