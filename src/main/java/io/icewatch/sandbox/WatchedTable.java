package io.icewatch.sandbox;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * One table while the sandbox runs: its source, its books, how it behaves now (at first well).
 *
 * <p>The source changes by one thread at a time, from the change to its entry in the books, so that
 * the books tell changes in their order; a run waits for none of it.
 */
final class WatchedTable {
  private final SandboxTable settings;
  private final SourceTable source;
  private final Lock changing = new ReentrantLock();
  private volatile Ledger books;
  private volatile Behaviour behaviour = Behaviour.HEALTHY;

  WatchedTable(SandboxTable settings, SourceTable source) {
    this.settings = settings;
    this.source = source;
    this.books = Ledger.of(source.uuid());
  }

  SandboxTable settings() {
    return settings;
  }

  String name() {
    return settings.name();
  }

  /**
   * The table's source as the controller reaches it.
   *
   * @throws IllegalStateException while the catalog is broken
   */
  SourceTable source() {
    if (behaviour == Behaviour.BROKEN_CATALOG) {
      throw new IllegalStateException(
          "Failed to load the Iceberg table of " + name() + ": catalog unavailable");
    }
    return source;
  }

  /** Appends one snapshot, as the source's writer does: a catalog broken for Pinot is no matter. */
  void commit(int files) {
    change(() -> {
      Commit commit = source.commit(files);
      book(ledger -> ledger.committed(commit));
      return true;
    });
  }

  /** Rewrites the small files into one; false when there is nothing to rewrite. */
  boolean compact() {
    return change(() -> {
      Optional<Commit> commit = source.compact();
      commit.ifPresent(made -> book(ledger -> ledger.committed(made)));
      return commit.isPresent();
    });
  }

  /** Takes the snapshot of the checkpoint back; false when it cannot be taken back. */
  boolean rollBack() {
    return change(() -> {
      Optional<Commit> target = books.beforeCheckpoint();
      target.ifPresent(source::rollBackTo);
      target.ifPresent(commit -> book(ledger -> ledger.rolledBack(commit)));
      return target.isPresent();
    });
  }

  /** Expires all snapshots but the newest; what waits still waits. */
  void expire() {
    change(() -> {
      source.forgetAllButCurrent();
      Set<Long> held = source.held();
      book(ledger -> ledger.held(held));
      return true;
    });
  }

  /** Expires old snapshots that are ingested, so that the history stays short. */
  void tidy(Commit checkpoint) {
    change(() -> {
      if (source().forgetBefore(checkpoint)) {
        Set<Long> held = source.held();
        book(ledger -> ledger.held(held));
      }
      return true;
    });
  }

  /** Drops the source and creates an empty one under its name. */
  void recreate() {
    change(() -> {
      UUID as = source.recreate();
      book(ledger -> ledger.recreated(as));
      return true;
    });
  }

  private boolean change(BooleanSupplier made) {
    changing.lock();
    try {
      return made.getAsBoolean();
    } finally {
      changing.unlock();
    }
  }

  synchronized void book(UnaryOperator<Ledger> entry) {
    books = entry.apply(books);
  }

  /** The newest snapshot; empty while there is none. */
  Optional<Commit> head() {
    return books.head();
  }

  Optional<Commit> ingested() {
    return books.ingested();
  }

  /** What is true between two changes of the source; waits for one that is being made. */
  Truth truth() {
    changing.lock();
    try {
      return books.truth(name());
    } finally {
      changing.unlock();
    }
  }

  Behaviour behaviour() {
    return behaviour;
  }

  void behave(Behaviour other) {
    behaviour = other;
  }
}
