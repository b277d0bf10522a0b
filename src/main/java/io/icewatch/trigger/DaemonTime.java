package io.icewatch.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock, and a steady one beside it: set by the wall clock once, moved by a monotonic one.
 *
 * <p>What must last is measured by the steady clock, so that a step of the wall clock neither ends a
 * cool-down nor prolongs one. Decisions are told everything by the wall clock of their moment.
 */
final class DaemonTime {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final long startNanos;
  private final Instant start;
  private Duration lastOffset = Duration.ZERO;

  DaemonTime(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
    this.start = wall.instant();
  }

  /**
   * One moment by both clocks.
   *
   * @param wall what people and other programs call it
   * @param steady never goes back
   */
  record Moment(Instant wall, Instant steady) {
    /** How far the wall clock is ahead of the steady one, to the millisecond. */
    Duration offset() {
      return Duration.between(steady, wall).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The wall clock's word for a moment of the steady one. */
    Instant told(Instant other) {
      return other.plus(offset());
    }
  }

  Moment now() {
    return new Moment(wall.instant(), start.plusNanos(nanos.getAsLong() - startNanos));
  }

  /** Whether the wall clock was set to another time since this was last asked. */
  boolean stepped(Moment now) {
    Duration offset = now.offset();
    boolean stepped = offset.minus(lastOffset).abs().compareTo(STEP) > 0;
    lastOffset = offset;
    return stepped;
  }
}
