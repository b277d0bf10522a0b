package io.icewatch.state;

import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * The one place that holds the current state of every table, controller and catalog.
 *
 * <p>What is watched is fixed when it is made. A publish costs one array slot whatever the number
 * of tables; the snapshot is built when it is asked for, and again only after something changed.
 * All methods may be called from any thread.
 */
public final class Fleet {
  private final Slots<TableId, TableState> tables;
  private final Slots<String, ControllerState> controllers;
  private final Slots<String, CatalogState> catalogs;
  private final AtomicLong version = new AtomicLong(1);
  private final Object building = new Object();
  private volatile Snapshot latest;

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
    this.tables = Slots.of("table", initial, TableState::id);
    this.controllers = Slots.of("controller", controllers, ControllerState::name);
    this.catalogs = Slots.of("catalog", catalogs, CatalogState::name);
    this.latest = snapshot(version.get());
  }

  /**
   * Replaces the state of one table; each table must have one publisher at a time.
   *
   * @throws IllegalArgumentException when the table is not one of the fleet's
   */
  public void publish(TableState state) {
    if (tables.replace(state.id(), state)) {
      version.incrementAndGet();
    }
  }

  /**
   * Replaces the state of one controller; each controller must have one publisher at a time.
   *
   * @throws IllegalArgumentException when the controller is not one of the fleet's
   */
  public void publish(ControllerState state) {
    if (controllers.replace(state.name(), state)) {
      version.incrementAndGet();
    }
  }

  /**
   * Replaces the state of one catalog; each catalog must have one publisher at a time.
   *
   * @throws IllegalArgumentException when the catalog is not one of the fleet's
   */
  public void publish(CatalogState state) {
    if (catalogs.replace(state.name(), state)) {
      version.incrementAndGet();
    }
  }

  /**
   * The state last published of one table.
   *
   * @throws IllegalArgumentException when the table is not one of the fleet's
   */
  public TableState table(TableId id) {
    return tables.value(id);
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
    return new Snapshot(now, tables.values(), controllers.values(), catalogs.values());
  }

  /** Values by a fixed, sorted set of keys, each replaced without a lock. */
  private record Slots<K, V>(String kind, Map<K, Integer> index, AtomicReferenceArray<V> slots) {
    static <K extends Comparable<K>, V> Slots<K, V> of(
        String kind, Collection<V> values, Function<V, K> key) {
      List<V> sorted = values.stream().sorted(Comparator.comparing(key)).toList();
      Map<K, Integer> index = new HashMap<>();
      for (V value : sorted) {
        if (index.putIfAbsent(key.apply(value), index.size()) != null) {
          throw new IllegalArgumentException(
              kind + ": " + key.apply(value) + " comes twice (expected: once)");
        }
      }
      AtomicReferenceArray<V> slots = new AtomicReferenceArray<>(sorted.size());
      for (int i = 0; i < sorted.size(); i++) {
        slots.set(i, sorted.get(i));
      }
      return new Slots<>(kind, index, slots);
    }

    boolean replace(K key, V value) {
      return slots.getAndSet(slot(key), value) != value;
    }

    V value(K key) {
      return slots.get(slot(key));
    }

    List<V> values() {
      List<V> values = new ArrayList<>(slots.length());
      for (int i = 0; i < slots.length(); i++) {
        values.add(slots.get(i));
      }
      return values;
    }

    private int slot(K key) {
      Integer slot = index.get(key);
      if (slot == null) {
        throw new IllegalArgumentException(
            kind + ": " + key + " (expected: one of the " + index.size() + " being watched)");
      }
      return slot;
    }
  }
}
