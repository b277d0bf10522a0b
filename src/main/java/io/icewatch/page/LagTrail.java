package io.icewatch.page;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lag of each table over the last hours, in memory: at most {@link #SAMPLES} numbers a table,
 * 7.2 MB for 10,000 of them.
 *
 * <p>It begins empty, in steps of {@link #FIRST_STEP}. Whenever it is full, two steps become one
 * that is twice as long, until a step is {@link #LAST_STEP}; then the oldest go. A sample is the
 * highest lag known within its step; a step in which none was known is a gap. May be called from
 * any thread.
 */
public final class LagTrail {
  /** Samples that are kept of a table. */
  public static final int SAMPLES = 180;

  /** The step after the start, which covers 22 minutes. */
  public static final Duration FIRST_STEP = Duration.ofMillis(7_500);

  /** The step that is not doubled any more, which covers 6 hours. */
  public static final Duration LAST_STEP = Duration.ofMinutes(2);

  private final Map<TableId, float[]> samples = new HashMap<>();
  private Instant origin = Instant.EPOCH;
  private Duration step = FIRST_STEP;
  private int filled;

  /**
   * The trail of one table.
   *
   * @param from the beginning of the first step
   * @param step how long a step is
   * @param seconds the lag in each step, oldest first; an unknown is not a number
   */
  public record Trail(Instant from, Duration step, List<Float> seconds) {
    public Trail {
      seconds = List.copyOf(seconds);
    }

    /** Of a table that was not seen yet. */
    public static Trail none() {
      return new Trail(Instant.EPOCH, FIRST_STEP, List.of());
    }
  }

  /**
   * Notes the lag of every table, and forgets those that are no longer watched. After the clock was
   * set back by more than a step, or nothing was noted for as long as the trail reaches, it begins
   * anew.
   */
  public synchronized void sample(Snapshot fleet, Instant now) {
    if (filled == 0 || lost(now)) {
      begin(now);
    }
    while (!now.isBefore(origin.plus(step.multipliedBy(filled)))) {
      open();
    }
    for (TableState table : fleet.tables()) {
      table.lag(now).ifPresent(lag -> note(table.id(), lag.toMillis() / 1_000f));
    }
    forgetOthers(fleet);
  }

  /** What is known of one table. */
  public synchronized Trail of(TableId table) {
    float[] known = samples.get(table);
    if (known == null) {
      return Trail.none();
    }
    Float[] copy = new Float[filled];
    for (int i = 0; i < filled; i++) {
      copy[i] = known[i];
    }
    return new Trail(origin, step, Arrays.asList(copy));
  }

  private boolean lost(Instant now) {
    Instant newest = origin.plus(step.multipliedBy(filled - 1L));
    return now.isBefore(newest.minus(step))
        || now.isAfter(newest.plus(LAST_STEP.multipliedBy(SAMPLES)));
  }

  private void begin(Instant now) {
    samples.clear();
    origin = now;
    step = FIRST_STEP;
    filled = 1;
  }

  private void open() {
    if (filled == SAMPLES) {
      if (step.compareTo(LAST_STEP) < 0) {
        samples.values().forEach(LagTrail::halve);
        step = step.multipliedBy(2);
        filled = SAMPLES / 2;
        return;
      }
      samples.values().forEach(LagTrail::shift);
      origin = origin.plus(step);
      filled--;
    }
    filled++;
  }

  private void note(TableId table, float seconds) {
    float[] known = samples.computeIfAbsent(table, id -> gap());
    float before = known[filled - 1];
    known[filled - 1] = Float.isNaN(before) ? seconds : Math.max(before, seconds);
  }

  private void forgetOthers(Snapshot fleet) {
    if (samples.size() > 0) {
      Set<TableId> watched =
          fleet.tables().stream().map(TableState::id).collect(Collectors.toSet());
      samples.keySet().retainAll(watched);
    }
  }

  private static float[] gap() {
    float[] gap = new float[SAMPLES];
    Arrays.fill(gap, Float.NaN);
    return gap;
  }

  private static void halve(float[] known) {
    for (int i = 0; i < SAMPLES / 2; i++) {
      known[i] = higher(known[2 * i], known[2 * i + 1]);
    }
    Arrays.fill(known, SAMPLES / 2, SAMPLES, Float.NaN);
  }

  private static void shift(float[] known) {
    System.arraycopy(known, 1, known, 0, SAMPLES - 1);
    known[SAMPLES - 1] = Float.NaN;
  }

  private static float higher(float one, float other) {
    return Float.isNaN(one) ? other : Float.isNaN(other) ? one : Math.max(one, other);
  }
}
