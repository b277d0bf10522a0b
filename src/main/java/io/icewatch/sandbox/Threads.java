package io.icewatch.sandbox;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The sandbox's own threads: daemons, named after what they do. */
record Threads(ScheduledThreadPoolExecutor workers, ScheduledThreadPoolExecutor answering)
    implements AutoCloseable {
  private static final int EACH = 4;
  private static final long CLOSE_SECONDS = 5;

  static Threads start() {
    return new Threads(pool("sandbox-worker-"), pool("sandbox-http-"));
  }

  /** Waits for what is being done; what was to come later is dropped without a word. */
  @Override
  public void close() {
    workers.shutdown();
    answering.shutdown();
    try {
      if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
          || !answering.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
        answering.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor pool(String prefix) {
    AtomicInteger number = new AtomicInteger();
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
        EACH,
        task -> {
          Thread thread = new Thread(task, prefix + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    pool.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    return pool;
  }
}
