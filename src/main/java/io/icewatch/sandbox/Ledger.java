package io.icewatch.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The books of one table: what was ingested, and what was committed after it.
 *
 * <p>Entries may arrive in any order: two commits, or a commit and the run that ingests it, are
 * booked by different threads.
 *
 * @param ingested the commit the checkpoint stands at; empty before the first completed run
 * @param pending commits after it, oldest first
 * @param lastSuccess end of the last COMPLETED run, by the controller's clock
 * @param runsStarted runs so far, the one in flight included
 */
record Ledger(
    Optional<Commit> ingested,
    List<Commit> pending,
    Optional<Instant> lastSuccess,
    long runsStarted) {
  Ledger {
    pending = List.copyOf(pending);
  }

  static Ledger empty() {
    return new Ledger(Optional.empty(), List.of(), Optional.empty(), 0);
  }

  Ledger committed(Commit commit) {
    if (ingested.isPresent() && commit.sequence() <= ingested.get().sequence()) {
      return this;
    }
    List<Commit> later = new ArrayList<>(pending);
    later.add(commit);
    later.sort(Comparator.comparingLong(Commit::sequence));
    return new Ledger(ingested, later, lastSuccess, runsStarted);
  }

  Ledger runStarted() {
    return new Ledger(ingested, pending, lastSuccess, runsStarted + 1);
  }

  /** A run ended COMPLETED having read up to {@code upTo}; empty when the source was empty. */
  Ledger runCompleted(Optional<Commit> upTo, Instant end) {
    if (upTo.isEmpty()) {
      return new Ledger(ingested, pending, Optional.of(end), runsStarted);
    }
    List<Commit> later =
        pending.stream().filter(c -> c.sequence() > upTo.get().sequence()).toList();
    return new Ledger(upTo, later, Optional.of(end), runsStarted);
  }

  Optional<Commit> current() {
    return pending.isEmpty() ? ingested : Optional.of(pending.get(pending.size() - 1));
  }

  Truth truth(String table) {
    long currentFiles = current().map(Commit::totalFiles).orElse(0L);
    long checkpointFiles = ingested.map(Commit::totalFiles).orElse(0L);
    return new Truth(
        table,
        current().map(Commit::snapshotId),
        currentFiles,
        current().map(Commit::at),
        ingested.map(Commit::snapshotId),
        checkpointFiles,
        pending.stream().findFirst().map(Commit::at),
        currentFiles - checkpointFiles,
        pending.size(),
        lastSuccess,
        runsStarted);
  }
}
