package io.icewatch.sandbox;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** One table while the sandbox runs: its source, its books, how it behaves now (at first well). */
final class WatchedTable {
  private final SandboxTable settings;
  private final SourceTable source;
  private volatile Ledger books = Ledger.empty();
  private volatile Behaviour behaviour = Behaviour.HEALTHY;

  WatchedTable(SandboxTable settings, SourceTable source) {
    this.settings = settings;
    this.source = source;
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
    Commit commit = source.commit(files);
    book(ledger -> ledger.committed(commit));
  }

  /** Expires all snapshots but the newest; the books do not change, what waits still waits. */
  void expire() {
    source.forgetAllButCurrent();
  }

  synchronized void book(UnaryOperator<Ledger> entry) {
    books = entry.apply(books);
  }

  Optional<Commit> ingested() {
    return books.ingested();
  }

  Truth truth() {
    return books.truth(name());
  }

  Behaviour behaviour() {
    return behaviour;
  }

  void behave(Behaviour other) {
    behaviour = other;
  }
}
