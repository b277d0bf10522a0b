package io.icewatch.alert;

import io.icewatch.model.AlertSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the turns of alerting on a thread of its own, until it is closed. */
public final class AlertLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
  private static final Duration LAST_TURN = Duration.ofSeconds(6);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Alerting alerting;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "alert");
        worker.setDaemon(true);
        return worker;
      });

  private ScheduledFuture<?> turns;

  private AlertLoop(Alerting alerting, Duration interval) {
    this.alerting = alerting;
    this.turns =
        thread.scheduleAtFixedRate(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the first turn at once.
   *
   * @param interval from the beginning of one turn to that of the next
   */
  public static AlertLoop start(Alerting alerting, Duration interval) {
    alerting.start();
    return new AlertLoop(alerting, interval);
  }

  /**
   * Goes by other settings; see {@link Alerting#adopt}.
   *
   * @return completes when no look goes by those before
   */
  public CompletableFuture<Void> adopt(AlertSettings next) {
    return CompletableFuture.runAsync(
        () -> {
          alerting.adopt(next);
          schedule(next.interval());
        },
        thread);
  }

  private synchronized void schedule(Duration interval) {
    turns.cancel(false);
    if (!thread.isShutdown()) {
      turns = thread.scheduleAtFixedRate(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void cancel() {
    turns.cancel(false);
  }

  private void turn() {
    try {
      alerting.turn();
    } catch (RuntimeException e) {
      // A defect of ours: the next turn comes all the same.
      LOG.error("a look for alerts failed", e);
    }
  }

  /** Looks no more, and sends what is queued within 10 s; what does not get through is dropped. */
  @Override
  public void close() {
    cancel();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the last look for alerts did not end within {}", LAST_TURN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    alerting.close(DRAIN);
  }
}
