package io.icewatch.model;

import java.time.Duration;

/** Is told how notifications fare, on the alerting threads: it must return at once. */
public interface AlertListener {
  /**
   * A request ended, well or not.
   *
   * @param receiver the address of an Alertmanager or the name of a webhook
   * @param alerts how many were in it
   * @param took until its answer, or until it failed
   */
  void sent(String receiver, int alerts, Duration took);

  /** The request that {@link #sent} was told of did not bring these alerts to the receiver. */
  void failed(String receiver, int alerts);

  /** Alerts were given up: the queue was full, the receiver refused them, or the daemon ends. */
  void dropped(String receiver, int alerts);

  /** Nobody who listens. */
  static AlertListener none() {
    return new AlertListener() {
      @Override
      public void sent(String receiver, int alerts, Duration took) {}

      @Override
      public void failed(String receiver, int alerts) {}

      @Override
      public void dropped(String receiver, int alerts) {}
    };
  }
}
