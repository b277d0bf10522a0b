package io.icewatch.metrics;

import io.icewatch.model.Assessment;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Counted;
import io.icewatch.model.Endpoint;
import io.icewatch.model.History;
import io.icewatch.model.Observation;
import io.icewatch.model.Pending;
import io.icewatch.model.Reading;
import io.icewatch.model.RunResult;
import io.icewatch.model.SourceReading;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one table's series show at one moment: a number a column, {@link Double#NaN} where there is no
 * sample.
 *
 * <p>One row is filled over and over; it belongs to one thread.
 */
final class Row {
  /** In {@link #since}: the value does not grow with the clock. */
  static final long FIXED = Long.MIN_VALUE;

  /** In {@link #holdsUntil}: for good. */
  static final long FOR_GOOD = Long.MAX_VALUE;

  private static final RunResult[] RESULTS = RunResult.values();

  /** Some 285,000 years: doubles tell milliseconds apart up to here. */
  private static final long MILLIS_END = 1L << 53;

  /** Sample values by column; NaN where {@link #since} is set. */
  final double[] values = new double[Families.COLUMNS];

  /**
   * By {@link Family#clock()}: the Unix milliseconds from which the value counts the time, or {@link
   * #FIXED}.
   */
  final long[] since = new long[Families.CLOCKS];

  /** The checkpoint while it is fresh and there is one. */
  @Nullable
  Checkpoint checkpoint;

  /** The last Unix millisecond at which this row still holds if the table does not change. */
  long holdsUntil;

  Row() {
    Arrays.fill(since, FIXED);
  }

  /** The value that a column which counts the time since {@code since} shows: never negative. */
  static double age(long since, long nowMillis) {
    return Math.max(0, nowMillis - since) / 1000.0;
  }

  /** The value of a series at the moment; NaN where there is no sample. */
  double at(Family family, int series, long nowMillis) {
    return family.counting() && since[family.clock()] != FIXED
        ? family.counted(since[family.clock()], nowMillis)
        : values[family.column(series)];
  }

  /**
   * Fills in the table.
   *
   * @param now to the millisecond
   */
  void read(TableState table, Instant now) {
    Arrays.fill(values, Double.NaN);
    holdsUntil = FOR_GOOD;
    Observation seen = table.observation();
    Duration staleAfter = table.settings().poll().staleAfter();
    boolean raw = seen.rawFiles();
    source(seen.source(), staleAfter, now);
    reading(Endpoint.STATUS, seen.status(), staleAfter, now, true);
    reading(Endpoint.CHECKPOINT, seen.checkpoint(), staleAfter, now, !raw);
    boolean counted = !raw && seen.countsFiles();
    reading(Endpoint.FILES, seen.files(), staleAfter, now, counted);
    reading(Endpoint.FILES_AT_CHECKPOINT, seen.filesAtCheckpoint(), staleAfter, now, counted);
    reading(Endpoint.TABLE_CONFIG, seen.config(), staleAfter, now, true);
    holdsUntil(table.assessment().statusUntil(), now);
    holdsUntil(table.assessment().lagUntil(), now);

    oneOf(Families.TABLE_HEALTH, series(table.health(now)));
    run(table.run(now));
    history(seen, table.history());
    lag(table, now);
    files(table, now);
    seconds(Families.LAG_THRESHOLD, 0, table.settings().lag().warning());
    seconds(Families.LAG_THRESHOLD, 1, table.settings().lag().critical());
    set(Families.TABLE_INFO, kind(table), 1);
  }

  private static int kind(TableState table) {
    int api = table.observation().api().map(Row::series).orElse(Families.API_UNKNOWN);
    int source = series(table.assessment().lagSource());
    return (source * Families.APIS + api) * Families.KINDS + series(table.sourceType());
  }

  private void reading(
      Endpoint endpoint, Reading<?> reading, Duration staleAfter, Instant now, boolean applies) {
    holdsWhileFresh(reading.observedAt(), staleAfter, now);
    if (!applies) {
      return;
    }
    if (reading.askedAt().isPresent()) {
      set(Families.UP, series(endpoint), reading.up() ? 1 : 0);
    }
    moment(Families.OBSERVATION_TIMESTAMP, series(endpoint), reading.observedAt());
  }

  private void source(SourceReading reading, Duration staleAfter, Instant now) {
    holdsWhileFresh(reading.observedAt(), staleAfter, now);
    if (reading.askedAt().isPresent()) {
      set(Families.UP, Families.CATALOG, reading.up() ? 1 : 0);
    }
    moment(Families.OBSERVATION_TIMESTAMP, Families.CATALOG, reading.observedAt());
  }

  private void holdsWhileFresh(Optional<Instant> observedAt, Duration staleAfter, Instant now) {
    if (observedAt.isPresent()) {
      holdsUntil(observedAt.get().plus(staleAfter), now);
      Instant within = observedAt.get().minus(staleAfter);
      if (now.isBefore(within)) {
        // The clock was set back: the reading is not fresh yet, and will be.
        holdsUntil = Math.min(holdsUntil, millis(within) - 1);
      }
    }
  }

  private void run(Optional<WatcherRun> fresh) {
    sinceThen(Families.RUN_DURATION, Optional.empty());
    if (fresh.isEmpty()) {
      return;
    }
    WatcherRun run = fresh.get();
    oneOf(Families.WATCHER_STATUS, series(run.status()));
    if (run.start().isEmpty()) {
      return;
    }
    moment(Families.RUN_START_TIMESTAMP, 0, run.start());
    moment(Families.RUN_END_TIMESTAMP, 0, run.end());
    known(Families.RUN_FILES_DISCOVERED, run.filesDiscovered());
    known(Families.RUN_SEGMENTS_GENERATED, run.segmentsGenerated());
    if (run.end().isPresent()) {
      long took = millis(run.end().get()) - millis(run.start().get());
      set(Families.RUN_DURATION, 0, Math.max(0, took) / 1000.0);
    } else if (run.status() == WatcherStatus.RUNNING) {
      sinceThen(Families.RUN_DURATION, run.start());
    }
  }

  private void history(Observation seen, History history) {
    if (seen.status().observedAt().isPresent() || !history.runTotals().isEmpty()) {
      for (RunResult result : RESULTS) {
        count(Families.RUNS, series(result), history.runTotals().getOrDefault(result, 0L));
      }
    }
    if (seen.checkpoint().observedAt().isPresent() || history.reached().isPresent()) {
      count(Families.CHECKPOINT_REGRESSIONS, 0, history.checkpointRegressions());
    }
  }

  private void lag(TableState table, Instant now) {
    Optional<Instant> success = table.lastSuccess();
    moment(Families.LAST_SUCCESS_TIMESTAMP, 0, success);
    sinceThen(Families.LAST_SUCCESS_AGE, success);

    Optional<Instant> behindSince = table.behindSince(now);
    moment(Families.BEHIND_SINCE_TIMESTAMP, 0, behindSince);
    sinceThen(Families.LAG, behindSince);
    if (behindSince.isEmpty()) {
      Optional<Duration> caughtUp = table.lag(now);
      if (caughtUp.isPresent()) {
        seconds(Families.LAG, 0, caughtUp.get());
      }
    }
    observedLag(table, now);
    sinceThen(
        Families.SOURCE_IDLE,
        table.sourceIdle(now).isPresent()
            ? table.assessment().sourceChangedAt()
            : Optional.empty());
  }

  private void observedLag(TableState table, Instant now) {
    Optional<Assessment.Observed> observed = table.assessment().observed();
    if (observed.isPresent()) {
      holdsUntil(observed.get().until(), now);
    }
    Optional<Instant> since = table.observedBehindSince(now);
    sinceThen(Families.OBSERVED_LAG, since);
    if (since.isEmpty() && table.observedLag(now).isPresent()) {
      set(Families.OBSERVED_LAG, 0, 0);
    }
    Optional<Instant> caughtUpBy = table.caughtUpBy(now);
    sinceThen(Families.CATCH_UP, caughtUpBy);
    if (caughtUpBy.isPresent()) {
      // Once the moment has passed the estimate was wrong, and is no longer shown.
      holdsUntil = Math.min(holdsUntil, millis(caughtUpBy.get()) - 1);
    } else if (table.catchUp(now).isPresent()) {
      set(Families.CATCH_UP, 0, 0);
    }
  }

  private void files(TableState table, Instant now) {
    Duration staleAfter = table.settings().poll().staleAfter();
    Observation seen = table.observation();
    known(Families.FILES, 0, seen.files().fresh(now, staleAfter));
    checkpoint = seen.checkpoint().fresh(now, staleAfter).orElse(null);
    if (checkpoint != null) {
      known(Families.FILES, 1, seen.checkpointFiles());
    }
    known(Families.FILES_PENDING, 0, table.filesPending(now));
    sinceThen(Families.CHECKPOINT_EXPIRY_MARGIN, table.checkpointExpiresAt(now));
    known(Families.CATALOG_FILES_MISMATCH, 0, table.catalogFilesMismatch(now));
    Optional<Pending> pending = table.pending(now);
    if (pending.isPresent()) {
      exact(Families.BYTES_PENDING, pending.get().bytes());
      exact(Families.RECORDS_PENDING, pending.get().records());
      exact(Families.SNAPSHOTS_PENDING, pending.get().snapshots());
    }
    if (checkpoint instanceof Checkpoint.None) {
      checkpoint = null;
    }
    if (checkpoint != null) {
      set(Families.CHECKPOINT_INFO, 0, 1);
    }
  }

  private void oneOf(Family family, int series) {
    Arrays.fill(values, family.column(), family.column(family.width()), 0);
    values[family.column(series)] = 1;
  }

  private void set(Family family, int series, double value) {
    values[family.column(series)] = value;
  }

  private void count(Family family, int series, long count) {
    values[family.column(series)] = (double) count;
  }

  private void known(Family family, int series, Optional<Long> count) {
    if (count.isPresent()) {
      count(family, series, count.get());
    }
  }

  private void known(Family family, OptionalLong count) {
    if (count.isPresent()) {
      count(family, 0, count.getAsLong());
    }
  }

  private void exact(Family family, Counted number) {
    if (number.exact()) {
      count(family, 0, number.low());
    }
  }

  private void seconds(Family family, int series, Duration value) {
    values[family.column(series)] = value.toMillis() / 1000.0;
  }

  private void moment(Family family, int series, Optional<Instant> at) {
    if (at.isPresent()) {
      values[family.column(series)] = millis(at.get()) / 1000.0;
    }
  }

  private void sinceThen(Family family, Optional<Instant> from) {
    since[family.clock()] = from.isPresent() ? millis(from.get()) : FIXED;
  }

  private void holdsUntil(Instant until, Instant now) {
    if (!now.isAfter(until)) {
      holdsUntil = Math.min(holdsUntil, millis(until));
    }
  }

  /** The series of a constant: columns are laid out in the order of the constants. */
  @SuppressWarnings("EnumOrdinal")
  private static int series(Enum<?> constant) {
    return constant.ordinal();
  }

  /** Unix milliseconds; moments beyond what can be told apart stand at the ends. */
  private static long millis(Instant at) {
    long seconds = Math.max(-MILLIS_END / 1000, Math.min(MILLIS_END / 1000, at.getEpochSecond()));
    return seconds * 1000 + at.getNano() / 1_000_000;
  }
}
