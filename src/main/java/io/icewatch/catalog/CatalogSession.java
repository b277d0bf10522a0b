package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a catalog open, and opens it anew when its secrets changed, when it refused them, or after
 * a failure that a new connection may cure.
 */
final class CatalogSession {
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);

  private final CatalogSettings settings;
  private final Secrets secrets;
  private final LongSupplier nanos;
  private final Object lock = new Object();
  private @Nullable FutureTask<TableLoader> current;
  private @Nullable TableLoader retired;
  private @Nullable Long renewedAt;

  CatalogSession(CatalogSettings settings, Secrets secrets, LongSupplier nanos) {
    this.settings = settings;
    this.secrets = secrets;
    this.nanos = nanos;
  }

  /**
   * Loads a table; credentials that are refused are renewed, once.
   *
   * @throws Unchanged when {@code known} is the current version
   */
  Loaded load(TableIdentifier id, Optional<String> known) {
    TableLoader loader = loader();
    try {
      return loader.load(id, known);
    } catch (Unchanged e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      CatalogAnswer outcome = Outcomes.of(e, Duration.ZERO);
      if (outcome instanceof CatalogAnswer.Denied && mayRenew()) {
        retire(loader);
        return loader().load(id, known);
      }
      if (Outcomes.fromDatabase(e)) {
        // Drivers rarely mend a broken connection; a new one is cheap.
        retire(loader);
      }
      throw e;
    }
  }

  /** The open catalog: the first to need it opens it, the others wait for that. */
  private TableLoader loader() {
    Map<String, String> values = secrets.read(settings);
    FutureTask<TableLoader> opening;
    boolean first = false;
    synchronized (lock) {
      if (current == null) {
        current = new FutureTask<>(() -> TableLoader.open(settings, values));
        first = true;
      }
      opening = current;
    }
    if (first) {
      opening.run();
    }
    TableLoader loader = await(opening);
    if (loader.openedWith(values)) {
      return loader;
    }
    retire(loader);
    return loader();
  }

  private TableLoader await(FutureTask<TableLoader> opening) {
    try {
      return opening.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(new CatalogAnswer.NotAsked("interrupted while the catalog was opened"));
    } catch (ExecutionException e) {
      synchronized (lock) {
        if (current == opening) {
          current = null;
        }
      }
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
  }

  /** Lets the next question open the catalog anew; the old one may still be in use a little. */
  private void retire(TableLoader loader) {
    TableLoader old;
    synchronized (lock) {
      if (opened(current) != loader) {
        return;
      }
      current = null;
      old = retired;
      retired = loader;
    }
    if (old != null) {
      old.close();
    }
  }

  private static @Nullable TableLoader opened(@Nullable FutureTask<TableLoader> task) {
    if (task == null || !task.isDone()) {
      return null;
    }
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      return null;
    }
  }

  private boolean mayRenew() {
    synchronized (lock) {
      long now = nanos.getAsLong();
      if (renewedAt != null && now - renewedAt < BETWEEN_RENEWALS.toNanos()) {
        return false;
      }
      renewedAt = now;
      return true;
    }
  }

  /** Closes what is open; the session must not be used after. */
  void close() {
    TableLoader open;
    TableLoader old;
    synchronized (lock) {
      open = opened(current);
      current = null;
      old = retired;
      retired = null;
    }
    if (open != null) {
      open.close();
    }
    if (old != null) {
      old.close();
    }
  }
}
