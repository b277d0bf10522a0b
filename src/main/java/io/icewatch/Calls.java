package io.icewatch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls that start runs, each at once and on a thread of its own: what waited in a queue
 * could leave after a pause. Once closed it makes no more.
 */
final class Calls implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Duration LAST_ANSWER = Duration.ofSeconds(10);

  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService pool = new ThreadPoolExecutor(
      0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "trigger-call-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable call) {
    pool.execute(call);
  }

  /** Waits a while for the answers to what has been sent. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a request for a run was not answered within {}", LAST_ANSWER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
