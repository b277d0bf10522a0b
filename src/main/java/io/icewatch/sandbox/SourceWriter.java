package io.icewatch.sandbox;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits to one table again and again, on the workers. */
final class SourceWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWriter.class);

  private final WatchedTable table;
  private volatile boolean paused;

  SourceWriter(WatchedTable table) {
    this.table = table;
  }

  /** Begins, if the table's settings have a writer. */
  void start(ScheduledExecutorService workers) {
    Writing writing = table.settings().writing();
    if (writing.every().isPresent()) {
      Duration every = writing.every().get();
      var unused = workers.scheduleWithFixedDelay(
          () -> commit(writing.filesPerCommit()), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  private void commit(int files) {
    if (paused) {
      return;
    }
    try {
      table.commit(files);
    } catch (RuntimeException e) {
      LOG.warn("{}: commit failed, the writer goes on", table.name(), e);
    }
  }
}
