package io.icewatch.poll;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that only moves forward, for waiting: set by the wall clock once, moved by a monotonic
 * one. A wall clock that is set back would hold a circuit open for as long.
 */
final class SteadyClock extends Clock {
  private final Instant start;
  private final LongSupplier nanos;
  private final long startNanos;

  SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.start = wall.instant();
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("zone: " + zone + " (expected: none, only instants)");
  }
}
