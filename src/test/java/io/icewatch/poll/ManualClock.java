package io.icewatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks of polling, moved by hand. */
final class ManualClock implements InstantSource {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = 7;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }

  /** Sets the wall clock without any time passing. */
  synchronized void step(Duration by) {
    now = now.plus(by);
  }

  synchronized long nanos() {
    return nanos;
  }

  Poller.Clocks clocks() {
    return new Poller.Clocks(this, this::nanos);
  }
}
