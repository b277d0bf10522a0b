package io.icewatch.poll;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the turns of one controller's tables, on threads of its own.
 *
 * <p>The schedule's thread hands a due table to the workers and waits for nothing else, so a slow
 * table delays no other. A table whose last turn is still going on is skipped.
 */
final class ControllerPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerPoller.class);
  private static final Duration LAST_TURNS = Duration.ofSeconds(5);
  private static final long IDLE_MILLIS = 60_000;

  private final String controller;
  private final LongSupplier nanos;
  private final Consumer<TablePoller> skipped;
  private final ThreadPoolExecutor workers;
  private final Thread scheduler;
  private final Rota<TablePoller> rota = new Rota<>();
  private final Set<TablePoller> busy = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Object lock = new Object();
  private int maxConcurrent;
  private int tables;

  /**
   * Sets up the threads; {@link #start} runs them.
   *
   * @param maxConcurrent turns at the same time, 1 or more
   * @param nanos a monotonic clock in nanoseconds
   * @param skipped is told of a turn that was left out
   */
  ControllerPoller(
      String controller, int maxConcurrent, LongSupplier nanos, Consumer<TablePoller> skipped) {
    this.controller = controller;
    this.nanos = nanos;
    this.skipped = skipped;
    this.maxConcurrent = maxConcurrent;
    AtomicInteger number = new AtomicInteger();
    this.workers = new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> daemon(task, "poll-" + controller + "-" + number.incrementAndGet()));
    this.scheduler = daemon(this::keepSchedule, "poll-" + controller);
  }

  void start() {
    scheduler.start();
  }

  /** Takes in tables, whose first turns come by the spread from now. */
  void add(List<TablePoller> joining, Spread spread) {
    synchronized (lock) {
      tables += joining.size();
      resize();
      place(joining, spread);
    }
  }

  /** Lets the turns of tables of ours begin anew: by the spread from now, and not in their rhythm. */
  void restart(List<TablePoller> ours, Spread spread) {
    synchronized (lock) {
      place(ours, spread);
    }
  }

  /** Takes no more turns of a table of ours; one under way ends. */
  void remove(TablePoller table) {
    synchronized (lock) {
      rota.remove(table);
      tables--;
      resize();
    }
  }

  /** Takes a turn of a table of ours at once; after the one under way, if there is one. */
  void hurry(TablePoller table) {
    synchronized (lock) {
      if (!busy.contains(table)) {
        rota.hurry(table, nanos.getAsLong());
        lock.notifyAll();
      }
    }
  }

  /** Goes by the rhythm that a table's settings ask for now; it keeps its place. */
  void reschedule(TablePoller table) {
    synchronized (lock) {
      rota.ended(table, table.turnInterval(), nanos.getAsLong());
      lock.notifyAll();
    }
  }

  /** Takes at most so many turns at the same time, 1 or more. */
  void maxConcurrent(int most) {
    synchronized (lock) {
      maxConcurrent = most;
      resize();
    }
  }

  /** Takes no more turns; those under way end, and the threads with them. */
  void retire() {
    scheduler.interrupt();
    workers.shutdown();
  }

  private void place(List<TablePoller> ours, Spread spread) {
    long now = nanos.getAsLong();
    for (int i = 0; i < ours.size(); i++) {
      rota.add(ours.get(i), i, ours.get(i).turnInterval(), spread, now);
    }
    lock.notifyAll();
  }

  private void resize() {
    int threads = Math.max(1, Math.min(maxConcurrent, tables));
    // Neither may be set past the other.
    workers.setCorePoolSize(Math.min(threads, workers.getMaximumPoolSize()));
    workers.setMaximumPoolSize(threads);
    workers.setCorePoolSize(threads);
  }

  /** Stops the schedule and interrupts the turns under way. */
  void stop() {
    scheduler.interrupt();
    workers.shutdownNow();
  }

  /** Stops, if that has not been done, and waits a little for the last turns. */
  @Override
  public void close() {
    stop();
    try {
      if (!workers.awaitTermination(LAST_TURNS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "controller {}: a turn did not end within {} of its interruption",
            controller,
            LAST_TURNS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepSchedule() {
    try {
      while (true) {
        awaitDue().forEach(this::dispatch);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      LOG.debug("controller {}: the schedule ends", controller);
    }
  }

  private List<TablePoller> awaitDue() throws InterruptedException {
    synchronized (lock) {
      List<TablePoller> due = rota.due(nanos.getAsLong());
      while (due.isEmpty()) {
        long wait = rota.untilNext(nanos.getAsLong()).orElse(IDLE_MILLIS * 1_000_000);
        lock.wait(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        due = rota.due(nanos.getAsLong());
      }
      return due;
    }
  }

  private void dispatch(TablePoller table) {
    boolean free;
    synchronized (lock) {
      free = busy.add(table);
      if (!free && !table.retired()) {
        // Under the lock: once a table has been removed nothing is told of it.
        skipped.accept(table);
      }
    }
    if (free) {
      workers.execute(() -> run(table));
    }
  }

  private void run(TablePoller table) {
    Duration interval = table.turnInterval();
    try {
      // It may have been removed while it waited for a worker.
      interval = table.retired() ? interval : table.turn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours: this table's next turn comes all the same, and so do the others'.
      LOG.error("table {}: a turn failed", table.state().id(), e);
    } finally {
      synchronized (lock) {
        busy.remove(table);
        rota.ended(table, interval, nanos.getAsLong());
        if (table.awaited()) {
          rota.hurry(table, nanos.getAsLong());
        }
        lock.notifyAll();
      }
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
