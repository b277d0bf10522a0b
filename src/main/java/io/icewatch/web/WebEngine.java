package io.icewatch.web;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The event loop below a {@link WebServer}, begun on a thread of its own: loading it takes as long as
 * all else of a start together, and needs nothing of it.
 */
public final class WebEngine implements AutoCloseable {
  private final CompletableFuture<Vertx> vertx = new CompletableFuture<>();
  private final Refusals refusals = new Refusals();
  private final LongSupplier nanos;
  private final Connections connections;

  private WebEngine(LongSupplier nanos) {
    this.nanos = nanos;
    this.connections = new Connections(nanos, refusals);
  }

  /** Begins and does not wait. */
  public static WebEngine begin() {
    return begin(System::nanoTime);
  }

  /**
   * Begins and does not wait.
   *
   * @param nanos by which waiting is measured
   */
  static WebEngine begin(LongSupplier nanos) {
    WebEngine engine = new WebEngine(nanos);
    Thread beginning = new Thread(engine::load, "icewatch-web-start");
    beginning.setDaemon(true);
    beginning.start();
    return engine;
  }

  /** Waits until the event loop is there. */
  Vertx vertx() {
    return vertx.join();
  }

  LongSupplier nanos() {
    return nanos;
  }

  Connections connections() {
    return connections;
  }

  Refusals refusals() {
    return refusals;
  }

  /** Stops the event loop and all that runs on it; again, and nothing happens. */
  @Override
  public void close() {
    vertx().close().toCompletionStage().toCompletableFuture().join();
  }

  private void load() {
    try {
      // Netty's flight recorder events: nobody reads them, and their classes are 100 ms of a start.
      if (System.getProperty("io.netty.jfr.enabled") == null) {
        System.setProperty("io.netty.jfr.enabled", "false");
      }
      vertx.complete(Vertx.builder()
          .with(new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1)
              .setFileSystemOptions(new FileSystemOptions()
                  .setFileCachingEnabled(false)
                  .setClassPathResolvingEnabled(false)))
          .withTransport(new LimitedTransport(connections).offered())
          .build());
    } catch (RuntimeException | Error e) {
      vertx.completeExceptionally(e);
    }
  }
}
