package io.icewatch.cli;

import io.icewatch.model.DiscoveryState;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.LagThresholds;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How bad it is, for scripts: the exit code of {@code icewatch check}.
 *
 * <p>A table is judged by the worse of its lag and its health:
 *
 * <ul>
 *   <li>lag at or past {@code lag.critical} is critical, at or past {@code lag.warning} a warning,
 *       whatever the health;
 *   <li>{@code ok}, {@code running} and {@code unsupported} are good: a raw file table has nothing
 *       to be behind with;
 *   <li>{@code behind} and {@code never_ingested} are warnings;
 *   <li>{@code failed} is a warning while it is the only failure in a row and the lag is known to be
 *       under the warning threshold, for the next run may mend it; else critical;
 *   <li>{@code stuck}, {@code stalled}, {@code checkpoint_lost} and {@code unknown} are critical:
 *       nothing mends these by itself, and what cannot be seen is not well.
 * </ul>
 *
 * <p>A fleet is as bad as its worst table; one without tables is critical, for nothing was seen, and
 * so is one of which a list of tables did not come. Tables that a cap leaves out are a warning.
 */
public enum FleetVerdict {
  OK(0),
  WARNING(1),
  CRITICAL(2);

  private final int exitCode;

  FleetVerdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a process says to its caller. */
  public int exitCode() {
    return exitCode;
  }

  /** The word in the JSON output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict on the fleet at a moment. */
  public static FleetVerdict of(Snapshot snapshot, Instant now) {
    return Stream.concat(
            snapshot.tables().stream().map(table -> of(table, now)),
            snapshot.controllers().stream()
                .flatMap(controller -> controller.discovery().stream())
                .map(FleetVerdict::of))
        .reduce(FleetVerdict::worse)
        .filter(verdict -> !snapshot.tables().isEmpty())
        .orElse(CRITICAL);
  }

  private static FleetVerdict of(DiscoveryState discovery) {
    if (discovery.failure().isPresent()) {
      return CRITICAL;
    }
    return discovery.dropped() > 0 ? WARNING : OK;
  }

  /** The verdict on one table at a moment. */
  public static FleetVerdict of(TableState table, Instant now) {
    FleetVerdict byLag =
        table.lag(now).map(lag -> ofLag(lag, table.settings().lag())).orElse(OK);
    return worse(byLag, ofHealth(table, now));
  }

  private static FleetVerdict ofLag(Duration lag, LagThresholds thresholds) {
    if (lag.compareTo(thresholds.critical()) >= 0) {
      return CRITICAL;
    }
    return lag.compareTo(thresholds.warning()) >= 0 ? WARNING : OK;
  }

  private static FleetVerdict ofHealth(TableState table, Instant now) {
    Health health = table.health(now);
    return switch (health) {
      case OK, RUNNING, UNSUPPORTED -> OK;
      case BEHIND, NEVER_INGESTED -> WARNING;
      case FAILED -> mayMendItself(table, now) ? WARNING : CRITICAL;
      case STUCK, STALLED, CHECKPOINT_LOST, UNKNOWN -> CRITICAL;
    };
  }

  private static boolean mayMendItself(TableState table, Instant now) {
    Optional<Duration> lag = table.lag(now);
    return lag.isPresent()
        && lag.get().compareTo(table.settings().lag().warning()) < 0
        && failuresInARow(table.history().runs()) <= 1;
  }

  private static int failuresInARow(List<FinishedRun> runs) {
    int failures = 0;
    for (int i = runs.size() - 1; i >= 0 && runs.get(i).result() == RunResult.FAILED; i--) {
      failures++;
    }
    return failures;
  }

  private static FleetVerdict worse(FleetVerdict a, FleetVerdict b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
