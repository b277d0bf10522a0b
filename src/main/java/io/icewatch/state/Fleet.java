package io.icewatch.state;

import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The one place that holds the current state of every table, controller and catalog.
 *
 * <p>A publish costs one slot whatever the number of tables; the snapshot is built when it is asked
 * for, and again only after something changed. Who is watched may change at any time; what is
 * published of somebody who is not, or no longer, is dropped. All methods may be called from any
 * thread.
 */
public final class Fleet {
  private volatile Members members;
  private final AtomicLong version = new AtomicLong(1);
  private final Object building = new Object();
  private volatile Snapshot latest;

  /** All that have a state. */
  private record Members(
      Slots<TableId, TableState> tables,
      Slots<String, ControllerState> controllers,
      Slots<String, CatalogState> catalogs) {}

  /**
   * Some of the fleet's, by kind.
   *
   * @param tables each once
   * @param controllers each once
   * @param catalogs each once
   */
  public record Arrivals(
      Collection<TableState> tables,
      Collection<ControllerState> controllers,
      Collection<CatalogState> catalogs) {}

  /** The names of some of the fleet's, by kind. */
  public record Departures(Set<TableId> tables, Set<String> controllers, Set<String> catalogs) {}

  /** A fleet of which no table names a catalog, in its first state. */
  public Fleet(Collection<TableState> initial, Collection<ControllerState> controllers) {
    this(initial, controllers, List.of());
  }

  /**
   * A fleet in its first state.
   *
   * @throws IllegalArgumentException when a table, a controller or a catalog comes twice
   */
  public Fleet(
      Collection<TableState> initial,
      Collection<ControllerState> controllers,
      Collection<CatalogState> catalogs) {
    this.members = new Members(
        Slots.of("table", initial, TableState::id),
        Slots.of("controller", controllers, ControllerState::name),
        Slots.of("catalog", catalogs, CatalogState::name));
    this.latest = snapshot(version.get());
  }

  /** A fleet without anybody. */
  public Fleet() {
    this(List.of(), List.of());
  }

  /**
   * Changes who is watched, at one moment: no snapshot shows half of it. Who goes must have no
   * publisher any more when he is to come back.
   *
   * @param gone leave; who is not there is passed over
   * @param come join; who goes and comes begins anew
   * @throws IllegalArgumentException when somebody comes twice, or is there already; nothing has
   *     changed then
   */
  public synchronized void change(Departures gone, Arrivals come) {
    Members now = members;
    members = new Members(
        now.tables().changed(gone.tables(), come.tables(), TableState::id),
        now.controllers().changed(gone.controllers(), come.controllers(), ControllerState::name),
        now.catalogs().changed(gone.catalogs(), come.catalogs(), CatalogState::name));
    version.incrementAndGet();
  }

  /** Whether a table is watched now. */
  public boolean watches(TableId id) {
    return members.tables().index().containsKey(id);
  }

  /** Replaces the state of one table; each table must have one publisher at a time. */
  public void publish(TableState state) {
    if (members.tables().replace(state.id(), state)) {
      version.incrementAndGet();
    }
  }

  /** Replaces the state of one controller; each controller must have one publisher at a time. */
  public void publish(ControllerState state) {
    if (members.controllers().replace(state.name(), state)) {
      version.incrementAndGet();
    }
  }

  /** Replaces the state of one catalog; each catalog must have one publisher at a time. */
  public void publish(CatalogState state) {
    if (members.catalogs().replace(state.name(), state)) {
      version.incrementAndGet();
    }
  }

  /**
   * The state last published of one table.
   *
   * @throws IllegalArgumentException when the table is not one of the fleet's
   */
  public TableState table(TableId id) {
    return members.tables().value(id);
  }

  /**
   * The whole fleet now: everything whose publish has returned, the same object until something
   * changes.
   */
  public Snapshot snapshot() {
    Snapshot last = latest;
    return last.version() == version.get() ? last : rebuilt();
  }

  private Snapshot rebuilt() {
    synchronized (building) {
      // The version is read before the slots: states published meanwhile may be in the snapshot
      // already, and their higher version makes the next caller build another.
      long now = version.get();
      if (latest.version() != now) {
        latest = snapshot(now);
      }
      return latest;
    }
  }

  private Snapshot snapshot(long now) {
    Members all = members;
    return new Snapshot(
        now, all.tables().values(), all.controllers().values(), all.catalogs().values());
  }

  /** Values by a sorted set of keys, each replaced without a lock; a change of keys makes another. */
  private record Slots<K extends Comparable<K>, V>(
      String kind, Map<K, AtomicReference<V>> index, List<AtomicReference<V>> sorted) {

    static <K extends Comparable<K>, V> Slots<K, V> of(
        String kind, Collection<V> values, Function<V, K> key) {
      return new Slots<K, V>(kind, Map.of(), List.of()).changed(Set.of(), values, key);
    }

    /** Who stays keeps his slot, so that what is published meanwhile is not lost. */
    Slots<K, V> changed(Set<K> gone, Collection<V> come, Function<V, K> key) {
      if (gone.isEmpty() && come.isEmpty()) {
        return this;
      }
      Map<K, AtomicReference<V>> next = new TreeMap<>(index);
      next.keySet().removeAll(gone);
      for (V value : come) {
        if (next.putIfAbsent(key.apply(value), new AtomicReference<>(value)) != null) {
          throw new IllegalArgumentException(
              kind + ": " + key.apply(value) + " comes twice (expected: once)");
        }
      }
      return new Slots<>(kind, new HashMap<>(next), List.copyOf(next.values()));
    }

    boolean replace(K key, V value) {
      AtomicReference<V> slot = index.get(key);
      return slot != null && slot.getAndSet(value) != value;
    }

    V value(K key) {
      AtomicReference<V> slot = index.get(key);
      if (slot == null) {
        throw new IllegalArgumentException(
            kind + ": " + key + " (expected: one of the " + index.size() + " being watched)");
      }
      return Objects.requireNonNull(slot.get());
    }

    List<V> values() {
      return sorted.stream().map(AtomicReference::get).toList();
    }
  }
}
