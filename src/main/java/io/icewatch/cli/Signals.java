package io.icewatch.cli;

import java.util.concurrent.CountDownLatch;

/** Turns SIGTERM and Ctrl-C into an orderly end. */
final class Signals {
  private Signals() {}

  /**
   * Waits for the signal, closes what was started, and never returns normally: the JVM ends when
   * its shutdown hook has.
   */
  static void awaitStop(AutoCloseable... started) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started), "shutdown"));
    new CountDownLatch(1).await();
  }

  private static void close(AutoCloseable... started) {
    for (AutoCloseable each : started) {
      try {
        each.close();
      } catch (Exception e) {
        System.err.println("icewatch: " + each.getClass().getSimpleName() + " did not close: " + e);
      }
    }
  }
}
