package io.icewatch.poll;

import io.icewatch.model.CatalogSettings;
import io.icewatch.model.CatalogState;
import io.icewatch.model.PollListener;
import io.icewatch.model.SourceCatalog;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one catalog about the tables that are ingested from it, on threads of its own.
 *
 * <p>No controller's thread ever waits for a catalog: it only says what it saw, and the answer is
 * taken in when it comes.
 */
final class CatalogPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogPoller.class);
  private static final Duration LAST_TURNS = Duration.ofSeconds(5);

  /** The rest of the budget is for questions that the schedule does not foresee. */
  private static final double SCHEDULED_SHARE = 0.5;

  private static final long IDLE_MILLIS = 60_000;

  /** One table's place in the schedule; all but the turns is guarded by the lock. */
  private static final class Place {
    final SourceTurns turns;
    Optional<Duration> wanted = Optional.empty();
    long next;
    boolean planned;
    boolean busy;
    boolean again;
    volatile boolean gone;

    Place(SourceTurns turns) {
      this.turns = turns;
    }

    boolean due(long now) {
      return planned && !busy && next - now <= 0;
    }

    void plan(long at) {
      next = at;
      planned = true;
    }
  }

  private final CatalogSettings settings;
  private final SourceCatalog catalog;
  private final Poller.Clocks clocks;
  private final CatalogGate gate;
  private final ExecutorService workers;
  private final Thread scheduler;
  private final Map<TableId, Place> places = new HashMap<>();
  private final Object lock = new Object();

  /** Sets up the threads; {@link #start} runs them. */
  CatalogPoller(
      CatalogSettings settings,
      SourceCatalog catalog,
      Poller.Clocks clocks,
      PollListener listener,
      Consumer<CatalogState> published) {
    this.settings = settings;
    this.catalog = catalog;
    this.clocks = clocks;
    this.gate = new CatalogGate(settings.name(), clocks, listener, published);
    AtomicInteger number = new AtomicInteger();
    int threads = settings.limits().maxConcurrent();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "source-" + settings.name() + "-" + number.incrementAndGet())) {
          @Override
          protected void terminated() {
            catalog.close();
          }
        };
    this.scheduler = daemon(this::keepSchedule, "source-" + settings.name());
  }

  CatalogSettings settings() {
    return settings;
  }

  /** Takes in a table that names this catalog. */
  void add(TablePoller table) {
    synchronized (lock) {
      places.put(table.state().id(), new Place(turns(table)));
    }
    noticed(table.state());
  }

  /** Asks no more about a table; what an answer under way brings is not taken in. */
  void remove(TableId table) {
    Place place;
    synchronized (lock) {
      place = places.remove(table);
      if (place == null) {
        return;
      }
      place.gone = true;
    }
    place.turns.retire();
  }

  /**
   * Asks no more and tells nothing more; the turns under way end, and the threads and the catalog
   * with them.
   */
  void retire() {
    List<TableId> all;
    synchronized (lock) {
      all = List.copyOf(places.keySet());
    }
    all.forEach(this::remove);
    gate.retire();
    scheduler.interrupt();
    workers.shutdown();
  }

  /** A table's questions, past the gate that all questions to this catalog pass. */
  SourceTurns turns(TablePoller table) {
    CatalogSettings.Limits limits = settings.limits();
    return new SourceTurns(
        table,
        table.state().settings().source().orElseThrow(),
        catalog,
        gate,
        limits.connectTimeout().plus(limits.readTimeout()),
        clocks.wall());
  }

  void start() {
    scheduler.start();
  }

  /** Notes what was published of a table: the catalog is asked at once if that gives cause. */
  void noticed(TableState state) {
    synchronized (lock) {
      Place place = places.get(state.id());
      if (place == null || !place.turns.causedBy(state)) {
        return;
      }
      if (place.busy) {
        place.again = true;
      } else {
        place.plan(clocks.nanos().getAsLong());
        lock.notifyAll();
      }
    }
  }

  /** Stops the schedule, interrupts the turns under way and lets go of the catalog. */
  void stop() {
    scheduler.interrupt();
    workers.shutdownNow();
    catalog.close();
  }

  /** Stops, if that has not been done, and waits a little for the last turns. */
  @Override
  public void close() {
    stop();
    try {
      if (!workers.awaitTermination(LAST_TURNS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "catalog {}: a turn did not end within {} of its interruption",
            settings.name(),
            LAST_TURNS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepSchedule() {
    try {
      while (true) {
        awaitDue().forEach(place -> workers.execute(() -> run(place)));
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      LOG.debug("catalog {}: the schedule ends", settings.name());
    }
  }

  private List<Place> awaitDue() throws InterruptedException {
    synchronized (lock) {
      while (true) {
        long now = clocks.nanos().getAsLong();
        List<Place> due = new ArrayList<>();
        long wait = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
        for (Place place : places.values()) {
          if (place.due(now)) {
            place.busy = true;
            due.add(place);
          } else if (place.planned && !place.busy) {
            wait = Math.min(wait, place.next - now);
          }
        }
        if (!due.isEmpty()) {
          return due;
        }
        lock.wait(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
      }
    }
  }

  private void run(Place place) {
    Optional<Duration> wanted = place.wanted;
    if (place.gone) {
      return;
    }
    try {
      wanted = place.turns.turn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // A defect of ours or of a library: the other tables' turns come all the same.
      LOG.error(
          "catalog {}: a turn of table {} failed",
          settings.name(),
          place.turns.table().state().id(),
          e);
      wanted = wanted.or(
          () -> Optional.of(place.turns.table().state().settings().poll().interval()));
    } finally {
      ended(place, wanted);
    }
  }

  private void ended(Place place, Optional<Duration> wanted) {
    // Outside of the lock: a state that is published right now gives cause after this.
    TableState state = place.turns.table().state();
    synchronized (lock) {
      place.busy = false;
      place.wanted = wanted;
      place.planned = false;
      long now = clocks.nanos().getAsLong();
      if (place.again || place.turns.causedBy(state)) {
        place.plan(now);
      } else if (wanted.isPresent()) {
        place.plan(now + (long) (wanted.get().toNanos() * stretch()));
      }
      place.again = false;
      lock.notifyAll();
    }
  }

  private double stretch() {
    List<Duration> intervals =
        places.values().stream().flatMap(place -> place.wanted.stream()).toList();
    return RefreshInterval.stretch(
        intervals, settings.limits().requestsPerSecond() * 60 * SCHEDULED_SHARE);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
