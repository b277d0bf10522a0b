package io.icewatch.trigger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an auto-trigger's turns on a thread of its own, until it is closed. */
public final class TriggerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerLoop.class);
  private static final Duration LAST_TURN = Duration.ofSeconds(5);

  private final AutoTrigger trigger;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "trigger");
        worker.setDaemon(true);
        return worker;
      });

  private final ScheduledFuture<?> turns;

  private TriggerLoop(AutoTrigger trigger, Duration pause) {
    this.trigger = trigger;
    this.turns =
        thread.scheduleWithFixedDelay(this::turn, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the first turn at once.
   *
   * @param pause from the end of one turn to the beginning of the next
   */
  public static TriggerLoop start(AutoTrigger trigger, Duration pause) {
    return new TriggerLoop(trigger, pause);
  }

  private void turn() {
    try {
      trigger.turn();
    } catch (RuntimeException e) {
      // A defect of ours: the next turn comes all the same.
      LOG.error("a turn of the auto-trigger failed", e);
    }
  }

  /**
   * Begins nothing more, and writes what came of calls that have ended; close what makes the calls
   * before this.
   */
  @Override
  public void close() {
    turns.cancel(false);
    thread.shutdown();
    try {
      if (thread.awaitTermination(LAST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        trigger.settleBooks();
        trigger.refuseAll();
      } else {
        LOG.warn("the auto-trigger's turn did not end within {}", LAST_TURN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
