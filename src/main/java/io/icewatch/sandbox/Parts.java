package io.icewatch.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What a sandbox stands on: a directory, threads, and on these the catalog and ZooKeeper, which
 * are slow to load and so start at the same time.
 */
final class Parts implements AutoCloseable {
  private final TemporaryDirectory directory = TemporaryDirectory.create();
  private final Threads threads = Threads.start();
  private final CompletableFuture<Lake> lake;
  private final CompletableFuture<RestCatalogServer> catalog;
  private final CompletableFuture<EmbeddedZooKeeper> zooKeeper;
  private final CompletableFuture<WatcherStore> store;

  Parts(String zooKeeperRoot) {
    lake = starting(() -> Lake.open(directory.subdirectory("lake")));
    catalog = lake.thenApplyAsync(Lake::serve, threads.workers());
    // ZooKeeper's threads are daemons because the worker that starts them is one.
    zooKeeper = starting(() -> EmbeddedZooKeeper.start(directory.subdirectory("zookeeper")));
    store = zooKeeper.thenApply(server -> WatcherStore.connect(server.address(), zooKeeperRoot));
  }

  TemporaryDirectory directory() {
    return directory;
  }

  Threads threads() {
    return threads;
  }

  CompletableFuture<Lake> lake() {
    return lake;
  }

  CompletableFuture<RestCatalogServer> catalog() {
    return catalog;
  }

  CompletableFuture<EmbeddedZooKeeper> zooKeeper() {
    return zooKeeper;
  }

  CompletableFuture<WatcherStore> store() {
    return store;
  }

  private <T> CompletableFuture<T> starting(Supplier<T> part) {
    return CompletableFuture.supplyAsync(part, threads.workers());
  }

  /** Stops the threads, then what they used, then deletes the directory; all of it in any case. */
  @Override
  public void close() {
    threads.close();
    Deque<AutoCloseable> rest = new ArrayDeque<>();
    rest.add(directory);
    started(lake, rest);
    started(catalog, rest);
    started(zooKeeper, rest);
    started(store, rest);
    RuntimeException failure = null;
    while (!rest.isEmpty()) {
      try {
        rest.removeLast().close();
      } catch (Exception e) {
        failure = failure == null ? new IllegalStateException("sandbox: not all closed") : failure;
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void started(
      CompletableFuture<? extends AutoCloseable> part, Deque<AutoCloseable> to) {
    if (part.isDone() && !part.isCompletedExceptionally()) {
      to.add(part.join());
    }
  }
}
