package io.icewatch.state;

import io.icewatch.model.JournalException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A change of the store that its caller waits for. */
final class JournalWrite {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private JournalWrite() {}

  /** Returns after the change is durable; waits for 5 s at most. */
  static void durably(Store store, Database.Change change) throws JournalException {
    CompletableFuture<Void> durable = store.change(change);
    try {
      durable.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // What has not begun by now never will; what has may still become durable.
      durable.cancel(false);
      throw new JournalException("the store did not answer within " + PATIENCE, e);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new JournalException(String.valueOf(why.getMessage()), e);
    } catch (CancellationException e) {
      throw new JournalException("the store gave up", e);
    } catch (InterruptedException e) {
      durable.cancel(false);
      Thread.currentThread().interrupt();
      throw new JournalException("interrupted while writing", e);
    }
  }
}
