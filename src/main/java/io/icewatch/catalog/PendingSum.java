package io.icewatch.catalog;

import io.icewatch.model.Counted;
import io.icewatch.model.Pending;
import java.time.Instant;
import java.util.Optional;

/** Adds up the commits of a span. */
final class PendingSum {
  private final Chain chain;
  private Counted snapshots = Counted.exactly(0);
  private Counted dataSnapshots = Counted.exactly(0);
  private Counted files = Counted.exactly(0);
  private Counted records = Counted.exactly(0);
  private Counted bytes = Counted.exactly(0);

  /** The oldest commit that certainly waits and certainly changed data; later ones do not count. */
  private long certainSince = Long.MIN_VALUE;

  /** The bounds of the commit times from there to the oldest that may wait. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;

  private PendingSum(Chain chain) {
    this.chain = chain;
  }

  static Pending of(Chain chain, Line line, Span span) {
    PendingSum sum = new PendingSum(chain);
    for (int place = 0; place < span.possible(); place++) {
      sum.add(line.row(place), place < span.certain());
    }
    if (span.reachesLost()) {
      sum.addLost(span.lost());
    }
    return new Pending(
        sum.snapshots, sum.dataSnapshots, sum.files, sum.records, sum.bytes, sum.since(span));
  }

  /** Commits must come newest first. */
  private void add(int row, boolean certain) {
    snapshots = snapshots.plus(certain ? Counted.exactly(1) : Counted.between(0, 1));
    Change change = chain.change(row);
    if (change == Change.NO) {
      return;
    }
    boolean waits = certain && change == Change.YES;
    dataSnapshots = dataSnapshots.plus(waits ? Counted.exactly(1) : Counted.between(0, 1));
    files = files.plus(certain ? chain.files(row) : orNone(chain.files(row)));
    records = records.plus(certain ? chain.records(row) : orNone(chain.records(row)));
    bytes = bytes.plus(certain ? chain.bytes(row) : orNone(chain.bytes(row)));
    long time = chain.time(row);
    if (waits) {
      certainSince = time;
      earliest = time;
      latest = time;
    } else {
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
    }
  }

  private void addLost(Counted lost) {
    snapshots = snapshots.plus(lost);
    dataSnapshots = dataSnapshots.plus(lost);
    files = files.plus(Counted.atLeast(0));
    records = records.plus(Counted.atLeast(0));
    bytes = bytes.plus(Counted.atLeast(0));
  }

  private static Counted orNone(Counted counted) {
    return new Counted(0, counted.high());
  }

  private Optional<Pending.Since> since(Span span) {
    Optional<Instant> noLater = certainSince == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(latest));
    if (span.reachesLost()) {
      return Optional.of(new Pending.Since(span.notBefore(), noLater));
    }
    return earliest == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Pending.Since(Optional.of(Instant.ofEpochMilli(earliest)), noLater));
  }
}
