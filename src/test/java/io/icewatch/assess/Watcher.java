package io.icewatch.assess;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.WatcherRun;
import io.icewatch.model.WatcherStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** A simulated controller's watcher: its runs ingest what the source held when they began. */
final class Watcher {
  private final Random random;
  private final Source source;
  private final boolean byTime;
  private final boolean timeOfRun;
  private final Duration skew;
  private WatcherRun run = WatcherRun.idle();
  private Source.State reading;
  private Instant readingSince = Instant.EPOCH;
  private Instant over = Instant.EPOCH;
  private Optional<Source.State> ingested = Optional.empty();
  private Checkpoint checkpoint = new Checkpoint.None();

  Watcher(Random random, Source source, boolean byTime, Duration skew) {
    this.random = random;
    this.source = source;
    this.byTime = byTime;
    this.timeOfRun = random.nextBoolean();
    this.skew = skew;
    this.reading = source.current();
  }

  WatcherRun run() {
    return run;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  Optional<Source.State> ingested() {
    return ingested;
  }

  /** Goes on with a run, begins one, or rests. */
  void step(Instant now) {
    if (run.status() == WatcherStatus.RUNNING) {
      if (!now.isBefore(over)) {
        end(now);
      }
    } else if (random.nextInt(6) == 0) {
      readingSince = now;
      reading = source.current();
      over = now.plusSeconds(random.nextInt(240));
      run = shown(WatcherStatus.RUNNING, now.plus(skew), Optional.empty(), Optional.empty());
    } else if (random.nextInt(12) == 0) {
      run = WatcherRun.idle();
    }
  }

  private void end(Instant now) {
    Instant start = run.start().orElseThrow();
    Optional<Instant> end = Optional.of(now.plus(skew));
    if (random.nextInt(4) == 0) {
      run = shown(WatcherStatus.FAILED, start, end, Optional.empty());
      return;
    }
    ingested = Optional.of(reading);
    checkpoint = byTime
        ? new Checkpoint.Timestamp(timeOfRun ? readingSince : reading.at())
        : new Checkpoint.SnapshotId(reading.id());
    run = shown(WatcherStatus.COMPLETED, start, end, Optional.of(checkpoint.value()));
  }

  private static WatcherRun shown(
      WatcherStatus status, Instant start, Optional<Instant> end, Optional<String> reached) {
    return new WatcherRun(status, Optional.of(start), end, 0, 0, Optional.empty(), reached);
  }
}
