package io.icewatch.web;

import java.util.concurrent.CompletableFuture;

/** Has the configuration read again. */
@FunctionalInterface
public interface Reloading {
  /**
   * What came of it.
   *
   * @param applied whether the daemon goes by what was read; else everything is as before
   * @param text what was read, or every problem, a line each
   */
  record Answer(boolean applied, String text) {}

  /**
   * Reads it, after who asked before.
   *
   * @param cause who wants that, for the log
   */
  CompletableFuture<Answer> reload(String cause);
}
