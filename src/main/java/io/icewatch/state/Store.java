package io.icewatch.state;

import io.icewatch.model.History;
import io.icewatch.model.StoreListener;
import io.icewatch.model.TableId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps histories in a file, so that they outlive the process, however it ends.
 *
 * <p>Saves are queued, at most one for each table, the latest; one thread makes all that are queued
 * durable in one transaction. When that fails nothing is forgotten: the facts stay queued and are
 * tried again with growing pauses until they are durable, while {@link #problem} and the listener
 * say what is wrong. Instants are kept to the millisecond. All methods may be called from any
 * thread.
 */
public final class Store implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Database database;
  private final StoreListener listener;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private Map<TableId, History> queue = new HashMap<>();
  private Map<TableId, History> writing = Map.of();
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private List<Job> jobs = new ArrayList<>();
  private boolean closing;

  private volatile Optional<String> problem = Optional.empty();

  /** A change of its own, tried once. */
  private record Job(Database.Change change, CompletableFuture<Void> done) {}

  private Store(Database database, StoreListener listener) {
    this.database = database;
    this.listener = listener;
    this.thread = new Thread(this::work, "icewatch-store");
    this.thread.setDaemon(true);
  }

  /**
   * Opens the store; where there is no file it makes one that only its owner can read.
   *
   * @param file in a directory that exists and can be written
   * @throws StoreException when the file cannot be used: no place for it, not permitted, damaged,
   *     another program's, a newer version's, or in use; the message says what to do
   */
  public static Store open(Path file, StoreListener listener) throws StoreException {
    return start(Database.open(file), listener);
  }

  static Store start(Database database, StoreListener listener) {
    Store store = new Store(database, listener);
    store.thread.start();
    return store;
  }

  /** What is durable now, of every table that was ever saved, watched or not. */
  public Map<TableId, History> load() {
    Map<TableId, History> histories = new HashMap<>();
    database.stored().forEach((id, stored) -> histories.put(id, stored.history()));
    return Map.copyOf(histories);
  }

  /** What was saved last of one table, durable or about to be; nothing when it never was. */
  public History history(TableId id) {
    lock.lock();
    try {
      History saved = queue.getOrDefault(id, writing.get(id));
      return saved != null ? saved : durable(id);
    } finally {
      lock.unlock();
    }
  }

  private History durable(TableId id) {
    Stored stored = database.stored().get(id);
    return stored == null ? History.none() : stored.history();
  }

  /**
   * Makes a table's history durable; what was saved of the table before may be skipped.
   *
   * @return completes when the history, or a later one of the table, is durable; fails with a {@link
   *     StoreException} when that did not succeed at once: the history stays queued all the same.
   *     What depends on it runs on the store's thread, and must return at once.
   */
  public CompletableFuture<Void> save(TableId id, History history) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lock.lock();
    try {
      if (closing) {
        return CompletableFuture.failedFuture(
            new StoreException(database.file() + ": " + id + " came after the store was closed"));
      }
      queue.put(id, history);
      if (problem.isPresent()) {
        return CompletableFuture.failedFuture(new StoreException(problem.get()));
      }
      waiting.add(durable);
      changed.signal();
      return durable;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a change durable in a transaction of its own, in the order of these calls; it is tried
   * once.
   *
   * @return completes when it is durable; fails with a {@link StoreException} when it is not or
   *     that cannot be told; once cancelled it is not begun
   */
  CompletableFuture<Void> change(Database.Change change) {
    lock.lock();
    try {
      if (closing || problem.isPresent()) {
        return CompletableFuture.failedFuture(
            new StoreException(problem.orElse(database.file() + ": the store is closed")));
      }
      Job job = new Job(change, new CompletableFuture<>());
      jobs.add(job);
      changed.signal();
      return job.done();
    } finally {
      lock.unlock();
    }
  }

  /** Why facts cannot be made durable at present, in words; empty when all is well. */
  public Optional<String> problem() {
    return problem;
  }

  /** Makes durable what is queued, as far as one try goes, and lets go of the file. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      Duration pause = Duration.ZERO;
      boolean goesOn = true;
      while (goesOn) {
        goesOn = await(pause);
        pause = turn(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /**
   * Waits for something to do, at least the pause; false when the next turn is the last. Where there
   * is a problem a turn is due in any case, to see whether it is over.
   */
  private boolean await(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long nanos = pause.toNanos();
      while (!closing && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      while (!closing && queue.isEmpty() && jobs.isEmpty() && problem.isEmpty()) {
        changed.await();
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private void doJobs() {
    List<Job> batch;
    lock.lock();
    try {
      batch = jobs;
      jobs = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    for (Job job : batch) {
      if (!job.done().isDone()) {
        doJob(job);
      }
    }
  }

  private void doJob(Job job) {
    try {
      database.write(job.change());
      listener.wrote();
      job.done().complete(null);
    } catch (StoreException e) {
      listener.failed(String.valueOf(e.getMessage()));
      job.done().completeExceptionally(e);
    }
  }

  /** Tries once to make durable what is queued; returns how long to leave the file alone then. */
  private Duration turn(Duration lastPause) {
    doJobs();
    Map<TableId, History> batch;
    List<CompletableFuture<Void>> futures;
    lock.lock();
    try {
      batch = queue;
      queue = new HashMap<>();
      writing = batch;
      futures = waiting;
      waiting = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    try {
      boolean wrote = database.write(batch);
      problem = Optional.empty();
      if (wrote) {
        listener.wrote();
      }
      futures.forEach(future -> future.complete(null));
      return Duration.ZERO;
    } catch (StoreException e) {
      futures.addAll(keep(batch, e));
      listener.failed(String.valueOf(e.getMessage()));
      futures.forEach(future -> future.completeExceptionally(e));
      return longer(lastPause);
    } catch (RuntimeException | Error e) {
      // Not foreseen: the thread ends, which is a problem for good, but nobody waits for ever.
      futures.forEach(future -> future.completeExceptionally(e));
      throw e;
    }
  }

  /** Queues a batch again, under what came since; returns who waits for what came since. */
  private List<CompletableFuture<Void>> keep(Map<TableId, History> batch, StoreException failure) {
    lock.lock();
    try {
      problem = Optional.of(String.valueOf(failure.getMessage()));
      batch.forEach(queue::putIfAbsent);
      List<CompletableFuture<Void>> since = waiting;
      waiting = new ArrayList<>();
      return since;
    } finally {
      lock.unlock();
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private void end() {
    List<CompletableFuture<Void>> left;
    lock.lock();
    try {
      closing = true;
      left = waiting;
      waiting = new ArrayList<>();
      jobs.forEach(job -> left.add(job.done()));
      jobs = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    StoreException closed = new StoreException(database.file() + ": the store is closed");
    problem = Optional.of(String.valueOf(closed.getMessage()));
    left.forEach(future -> future.completeExceptionally(closed));
    try {
      database.close();
    } catch (SQLException e) {
      listener.failed(database.file() + ": cannot be closed: " + e.getMessage());
    }
  }
}
