package io.icewatch.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingestion runs of one table, one at a time, each a chain of short steps on the workers.
 *
 * <p>A step asks the table's behaviour what comes next and does it; the time a file takes is the
 * delay before the step, so a hung run holds no thread.
 */
final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final long WAIT_MS = 50;

  /** A trigger while a run writes its end must start one more: the end may have been seen. */
  private enum Phase {
    IDLE,
    RUNNING,
    ENDING,
    ENDING_THEN_AGAIN
  }

  private final WatchedTable table;
  private final WatcherStore store;
  private final ScheduledExecutorService workers;
  private final InstantSource clock;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
  private volatile boolean dropped;

  Runner(
      WatchedTable table,
      WatcherStore store,
      ScheduledExecutorService workers,
      InstantSource clock) {
    this.table = table;
    this.store = store;
    this.workers = workers;
    this.clock = clock;
  }

  /** Ends for good: nothing of the table is written any more, and what is there is forgotten. */
  synchronized void drop() {
    dropped = true;
    store.forget(table.name());
  }

  boolean isDropped() {
    return dropped;
  }

  private synchronized void write(RunStatus status) {
    if (!dropped) {
      store.write(status);
    }
  }

  private synchronized void write(Position position) {
    if (!dropped) {
      store.write(table.name(), position);
    }
  }

  /** Starts a run unless one is in flight; returns at once. */
  void trigger() {
    if (dropped) {
      return;
    }
    Phase before = phase.getAndUpdate(now -> switch (now) {
      case IDLE, RUNNING -> Phase.RUNNING;
      case ENDING, ENDING_THEN_AGAIN -> Phase.ENDING_THEN_AGAIN;
    });
    if (before == Phase.IDLE) {
      workers.execute(this::begin);
    }
  }

  /** One run without delays on the calling thread, before anything else may start one. */
  void ingestAtStart() {
    phase.set(Phase.RUNNING);
    Run run = plan(clock.instant());
    while (run.taken() < run.files().size()) {
      run = ingest(run);
    }
    complete(run);
  }

  private void begin() {
    Instant start = clock.instant();
    try {
      Run run = plan(start);
      write(run.status(table.name()));
      later(run);
    } catch (RuntimeException e) {
      fail(Run.of(start, Optional.empty(), List.of()), e);
    }
  }

  private Run plan(Instant start) {
    table.book(Ledger::runStarted);
    SourceTable source = table.source();
    Optional<Commit> upTo = table.head();
    List<String> files =
        upTo.map(commit -> source.newFiles(table.ingested(), commit)).orElse(List.of());
    return Run.of(start, upTo, files);
  }

  private void later(Run run) {
    long perFile = table.settings().timePerFile().toMillis() * table.behaviour().slowdown();
    after(perFile, run);
  }

  private void after(long millis, Run run) {
    if (dropped) {
      return;
    }
    var unused = workers.schedule(() -> step(run), millis, TimeUnit.MILLISECONDS);
  }

  private void step(Run run) {
    try {
      switch (table.behaviour().next(run.taken(), run.files().size())) {
        case INGEST -> {
          Run further = ingest(run);
          write(further.status(table.name()));
          later(further);
        }
        case SKIP -> later(run.skipped());
        case WAIT -> after(WAIT_MS, run);
        case FAIL ->
          end(run.status(table.name())
              .failed(clock.instant(), "Failed to upload segment: Connection timeout"));
        case FINISH -> complete(run);
      }
    } catch (RuntimeException e) {
      fail(run, e);
    }
  }

  private Run ingest(Run run) {
    String file = run.nextFile();
    long records = table.source().read(file);
    if (records != SourceTable.RECORDS_PER_FILE) {
      throw new IllegalStateException(
          "%s: %d records (expected: %d)".formatted(file, records, SourceTable.RECORDS_PER_FILE));
    }
    return run.ingested();
  }

  private void complete(Run run) {
    SandboxTable settings = table.settings();
    Optional<Position> position =
        run.upTo().map(commit -> Position.at(commit, settings.checkpointType()));
    if (settings.source() == Source.CATALOG) {
      position.ifPresent(this::write);
    }
    Instant end = clock.instant();
    table.book(ledger -> ledger.runCompleted(run.upTo(), end));
    end(run.status(table.name()).completed(end, position.map(Position::value)));
    tidy(run);
  }

  /** The run has ended well: trouble here is not its own. */
  private void tidy(Run run) {
    try {
      run.upTo().ifPresent(table::tidy);
    } catch (RuntimeException e) {
      LOG.debug("{}: history not shortened, the next run will", table.name(), e);
    }
  }

  private void fail(Run run, RuntimeException cause) {
    LOG.debug("{}: run failed", table.name(), cause);
    end(run.status(table.name()).failed(clock.instant(), String.valueOf(cause.getMessage())));
  }

  private void end(RunStatus status) {
    phase.set(Phase.ENDING);
    try {
      write(status);
    } finally {
      Phase before = phase.getAndUpdate(now -> now == Phase.ENDING ? Phase.IDLE : Phase.RUNNING);
      if (before == Phase.ENDING_THEN_AGAIN) {
        workers.execute(this::begin);
      }
    }
  }
}
