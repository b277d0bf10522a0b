package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogSettings;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.SourceTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One Iceberg catalog, asked on threads of its own.
 *
 * <p>A caller waits no longer than its timeout: a call that hangs is interrupted, and if it does
 * not heed that it keeps one of the catalog's threads, never the caller's.
 */
public final class IcebergSource implements SourceCatalog {
  private final CatalogSettings settings;
  private final LongSupplier nanos;
  private final Pace pace;
  private final CatalogSession session;
  private final TableReader reader;
  private final ScheduledThreadPoolExecutor threads;

  /**
   * Prepares; nothing is asked before the first read.
   *
   * @param clock dates the answers
   * @param nanos a monotonic clock, in nanoseconds
   * @param environment the value of an environment variable, or null: for secrets kept there
   */
  public IcebergSource(
      CatalogSettings settings,
      InstantSource clock,
      LongSupplier nanos,
      Function<String, @Nullable String> environment) {
    this.settings = settings;
    this.nanos = nanos;
    this.pace = new Pace(settings.limits().requestsPerSecond());
    this.session = new CatalogSession(settings, new Secrets(environment), nanos);
    this.reader = new TableReader(session, settings.limits().maxManifestLists(), clock);
    AtomicInteger number = new AtomicInteger();
    this.threads = new ScheduledThreadPoolExecutor(settings.limits().maxConcurrent(), task -> {
      Thread thread =
          new Thread(task, "catalog-" + settings.name() + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
    threads.setRemoveOnCancelPolicy(true);
  }

  @Override
  public CatalogAnswer read(
      SourceTable table,
      Checkpoint checkpoint,
      Optional<CheckpointFacts> remembered,
      Duration timeout) {
    long start = nanos.getAsLong();
    long wait = pace.take(start, timeout.toNanos());
    if (wait < 0) {
      return new CatalogAnswer.NotAsked("catalog " + settings.name() + " is asked "
          + settings.limits().requestsPerSecond() + " times a second already");
    }
    AtomicBoolean begun = new AtomicBoolean();
    Future<CatalogAnswer> answer;
    try {
      answer = threads.schedule(
          () -> {
            begun.set(true);
            return reader.read(
                table,
                checkpoint,
                remembered,
                () -> nanos.getAsLong() - start > timeout.toNanos() / 2);
          },
          wait,
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return new CatalogAnswer.NotAsked("catalog " + settings.name() + " is closed");
    }
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return begun.get()
          ? new CatalogAnswer.TimedOut(
              timeout, "catalog " + settings.name() + ": no answer for " + table.table())
          : new CatalogAnswer.NotAsked("catalog " + settings.name() + ": all "
              + settings.limits().maxConcurrent() + " threads are busy");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Outcomes.of(cause, Duration.ofNanos(nanos.getAsLong() - start));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new CatalogAnswer.NotAsked("interrupted");
    }
  }

  /** Forgets what is kept of a table that is watched no longer. */
  public void forget(SourceTable table) {
    reader.forget(table);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    session.close();
  }
}
