package io.icewatch.sandbox;

import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Makes tables, and drops them while the sandbox runs. May be used from any thread; blocks. */
final class Registrar {
  private final Parts parts;
  private final InstantSource clock;
  private final Lock changing = new ReentrantLock();

  Registrar(Parts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** Makes a table, with its source and its first ingestion; nothing moves it yet. */
  static Fleet.Member make(
      SandboxTable settings, Lake lake, WatcherStore store, Threads threads, InstantSource clock) {
    WatchedTable table = new WatchedTable(settings, lake.create(settings.sourceName()));
    Runner runner = new Runner(table, store, threads.workers(), clock);
    if (settings.writing().initialFiles() > 0) {
      table.commit(settings.writing().initialFiles());
    }
    if (settings.ingestedAtStart()) {
      runner.ingestAtStart();
    }
    return new Fleet.Member(table, runner, new SourceWriter(table));
  }

  /** Lets a table's writer, upkeep and schedule begin. */
  static void begin(Fleet.Member member, Threads threads, InstantSource clock) {
    SandboxTable settings = member.table().settings();
    member.table().behave(settings.behaviour());
    member.writer().start(threads.workers());
    settings
        .schedule()
        .map(SandboxTable::cron)
        .map(cron -> new Schedule(cron, member.runner(), threads.workers(), clock))
        .ifPresent(Schedule::start);
  }

  /**
   * Creates a table.
   *
   * @throws IllegalArgumentException when there is one of its name
   */
  void create(Fleet fleet, SandboxTable settings) {
    changing.lock();
    try {
      if (fleet.find(settings.name()).isPresent()) {
        throw new IllegalArgumentException(
            "table: '" + settings.name() + "' (expected: one that is not there)");
      }
      Threads threads = parts.threads();
      Fleet.Member member =
          make(settings, parts.lake().join(), parts.store().join(), threads, clock);
      fleet.add(member);
      begin(member, threads, clock);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Drops a table with its source, its last run and its checkpoint.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  void drop(Fleet fleet, String name) {
    changing.lock();
    try {
      Fleet.Member member = fleet.remove(name);
      member.writer().pause();
      member.runner().drop();
      parts.lake().join().drop(member.table().settings().sourceName());
    } finally {
      changing.unlock();
    }
  }
}
