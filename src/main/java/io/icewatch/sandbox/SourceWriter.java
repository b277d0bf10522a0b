package io.icewatch.sandbox;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits to one table again and again, and does its upkeep, on the workers. */
final class SourceWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWriter.class);

  private final WatchedTable table;
  private volatile boolean paused;
  private volatile boolean kept;

  SourceWriter(WatchedTable table) {
    this.table = table;
  }

  /** Begins what the table's settings have of it. */
  void start(ScheduledExecutorService workers) {
    Writing writing = table.settings().writing();
    if (writing.every().isPresent()) {
      Duration every = writing.every().get();
      var unused = workers.scheduleWithFixedDelay(
          () -> turn("commit", () -> table.commit(writing.filesPerCommit())),
          0,
          every.toMillis(),
          TimeUnit.MILLISECONDS);
    }
    table.settings().upkeep().ifPresent(upkeep -> {
      var unused = workers.scheduleWithFixedDelay(
          () -> keep(upkeep),
          upkeep.after().toMillis(),
          upkeep.every().toMillis(),
          TimeUnit.MILLISECONDS);
    });
  }

  private void keep(Upkeep upkeep) {
    if (!kept) {
      turn("upkeep", () -> kept = upkeep.doneTo(table));
    }
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  private void turn(String name, Runnable change) {
    if (paused) {
      return;
    }
    try {
      change.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: {} failed, the next comes in its turn", table.name(), name, e);
    }
  }
}
