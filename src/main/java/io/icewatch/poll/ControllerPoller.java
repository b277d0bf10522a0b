package io.icewatch.poll;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

  private final String controller;
  private final LongSupplier nanos;
  private final Consumer<TablePoller> skipped;
  private final ExecutorService workers;
  private final Thread scheduler;
  private final Rota<TablePoller> rota = new Rota<>();
  private final Set<TablePoller> busy = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Object lock = new Object();

  /**
   * Sets up the threads; {@link #start} runs them.
   *
   * @param nanos a monotonic clock in nanoseconds
   * @param skipped is told of a turn that was left out
   */
  ControllerPoller(
      String controller,
      List<TablePoller> tables,
      int maxConcurrent,
      Spread spread,
      LongSupplier nanos,
      Consumer<TablePoller> skipped) {
    this.controller = controller;
    this.nanos = nanos;
    this.skipped = skipped;
    long now = nanos.getAsLong();
    for (int i = 0; i < tables.size(); i++) {
      rota.add(tables.get(i), i, tables.get(i).turnInterval(), spread, now);
    }
    AtomicInteger number = new AtomicInteger();
    this.workers = Executors.newFixedThreadPool(
        Math.min(maxConcurrent, tables.size()),
        task -> daemon(task, "poll-" + controller + "-" + number.incrementAndGet()));
    this.scheduler = daemon(this::keepSchedule, "poll-" + controller);
  }

  void start() {
    scheduler.start();
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
        lock.wait(
            TimeUnit.NANOSECONDS.toMillis(rota.untilNext(nanos.getAsLong()).orElse(0)) + 1);
        due = rota.due(nanos.getAsLong());
      }
      return due;
    }
  }

  private void dispatch(TablePoller table) {
    boolean free;
    synchronized (lock) {
      free = busy.add(table);
    }
    if (free) {
      workers.execute(() -> run(table));
    } else {
      skipped.accept(table);
    }
  }

  private void run(TablePoller table) {
    Duration interval = table.turnInterval();
    try {
      interval = table.turn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours: this table's next turn comes all the same, and so do the others'.
      LOG.error("table {}: a turn failed", table.state().id(), e);
    } finally {
      synchronized (lock) {
        busy.remove(table);
        rota.ended(table, interval, nanos.getAsLong());
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
