package io.icewatch.model;

/** Is told how the store fares, on the store's threads: it must return at once. */
public interface StoreListener {
  /** A transaction was made durable. */
  void wrote();

  /**
   * A transaction failed; its facts are kept and tried again.
   *
   * @param problem in words, with the file's name
   */
  void failed(String problem);
}
