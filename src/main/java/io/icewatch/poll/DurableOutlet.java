package io.icewatch.poll;

import io.icewatch.model.History;
import io.icewatch.model.TableState;
import io.icewatch.state.Fleet;
import io.icewatch.state.Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stores what cannot be observed again, then shows it: nobody sees a success that a crash could
 * still take back.
 *
 * <p>A store that fails or hangs does not stop the watching. It keeps the facts and tries again, and
 * says so in metrics of its own.
 */
final class DurableOutlet implements Outlet {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Store store;
  private final Fleet fleet;

  DurableOutlet(Store store, Fleet fleet) {
    this.store = store;
    this.fleet = fleet;
  }

  @Override
  public void settled(History before, TableState after) throws InterruptedException {
    if (!after.history().equals(before)) {
      boolean healthy = store.problem().isEmpty();
      CompletableFuture<Void> saved = store.save(after.id(), after.history());
      if (healthy) {
        await(saved);
      }
    }
    fleet.publish(after);
  }

  private static void await(CompletableFuture<Void> saved) throws InterruptedException {
    try {
      saved.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The store has told its listener, and keeps the facts.
    }
  }
}
