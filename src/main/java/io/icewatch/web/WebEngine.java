package io.icewatch.web;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;

/**
 * The event loop below a {@link WebServer}, begun on a thread of its own: loading it takes as long as
 * all else of a start together, and needs nothing of it.
 */
public final class WebEngine implements AutoCloseable {
  private final CompletableFuture<Vertx> vertx = new CompletableFuture<>();

  private WebEngine() {}

  /** Begins and does not wait. */
  public static WebEngine begin() {
    WebEngine engine = new WebEngine();
    Thread beginning = new Thread(engine::load, "icewatch-web-start");
    beginning.setDaemon(true);
    beginning.start();
    return engine;
  }

  /** Waits until the event loop is there. */
  Vertx vertx() {
    return vertx.join();
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
      vertx.complete(Vertx.vertx(new VertxOptions()
          .setEventLoopPoolSize(1)
          .setWorkerPoolSize(1)
          .setInternalBlockingPoolSize(1)
          .setFileSystemOptions(new FileSystemOptions()
              .setFileCachingEnabled(false)
              .setClassPathResolvingEnabled(false))));
    } catch (RuntimeException | Error e) {
      vertx.completeExceptionally(e);
    }
  }
}
