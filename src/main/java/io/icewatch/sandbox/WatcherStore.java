package io.icewatch.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * The watcher's status and checkpoint of each table, in ZooKeeper.
 *
 * <p>The status is the last run only; the checkpoint is a node of its own, so a failed run leaves
 * it alone. Methods block.
 */
final class WatcherStore implements AutoCloseable {
  /** A day: a laptop that slept must not find its session gone. */
  static final int SESSION_MS = 24 * 60 * 60 * 1_000;

  private static final int CONNECT_SECONDS = 30;
  private static final String STATUS = "/ICEBERG_WATCHER_STATUS/";
  private static final String CHECKPOINT = "/ICEBERG_CHECKPOINT/";

  private final ZooKeeper client;
  private final String root;

  private WatcherStore(ZooKeeper client, String root) {
    this.client = client;
    this.root = root;
  }

  static WatcherStore connect(String address, String root) {
    CountDownLatch connected = new CountDownLatch(1);
    return blocking(() -> {
      ZooKeeper client = new ZooKeeper(address, SESSION_MS, event -> {
        if (event.getState() == KeeperState.SyncConnected) {
          connected.countDown();
        }
      });
      if (!connected.await(CONNECT_SECONDS, TimeUnit.SECONDS)) {
        client.close();
        throw new IOException(address + ": no ZooKeeper session within " + CONNECT_SECONDS + " s");
      }
      return new WatcherStore(client, root);
    });
  }

  void write(RunStatus status) {
    put(root + STATUS + status.table(), status.toNode());
  }

  /** The last run; IDLE when the table has no node. */
  RunStatus status(String table) {
    return find(root + STATUS + table).map(RunStatus::of).orElseGet(() -> RunStatus.idle(table));
  }

  void write(String table, Position position) {
    put(root + CHECKPOINT + table, position.toNode(table));
  }

  Optional<Position> checkpoint(String table) {
    return find(root + CHECKPOINT + table).map(Position::of);
  }

  /** Forgets the table's last run and its checkpoint, as a controller does that drops it. */
  void forget(String table) {
    remove(root + STATUS + table);
    remove(root + CHECKPOINT + table);
  }

  private void remove(String path) {
    blocking(() -> {
      try {
        client.delete(path, -1);
      } catch (KeeperException.NoNodeException e) {
        // It has never run.
      }
      return path;
    });
  }

  private void put(String path, ZnRecord record) {
    byte[] bytes = record.toBytes();
    blocking(() -> {
      try {
        client.setData(path, bytes, -1);
      } catch (KeeperException.NoNodeException e) {
        ensureParents(path);
        client.create(path, bytes, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      }
      return path;
    });
  }

  private Optional<ZnRecord> find(String path) {
    return blocking(() -> {
      try {
        return Optional.of(ZnRecord.of(client.getData(path, false, null)));
      } catch (KeeperException.NoNodeException e) {
        return Optional.empty();
      }
    });
  }

  private void ensureParents(String path) throws KeeperException, InterruptedException {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      try {
        client.create(
            path.substring(0, slash),
            new byte[0],
            ZooDefs.Ids.OPEN_ACL_UNSAFE,
            CreateMode.PERSISTENT);
      } catch (KeeperException.NodeExistsException e) {
        // Another table's first run was here before.
      }
    }
  }

  @Override
  public void close() {
    blocking(() -> {
      client.close();
      return root;
    });
  }

  private interface Asking<T> {
    T ask() throws KeeperException, InterruptedException, IOException;
  }

  private static <T> T blocking(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (KeeperException e) {
      throw new IllegalStateException("ZooKeeper: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking ZooKeeper", e);
    }
  }
}
