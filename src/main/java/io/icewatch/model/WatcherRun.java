package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The last run of a table's watcher, as the controller's status endpoint tells it.
 *
 * @param status the controller's word
 * @param start when the run began, by the controller's clock; empty while IDLE
 * @param end when the run ended, by the controller's clock; empty while IDLE or RUNNING
 * @param filesDiscovered files that the run found in the catalog, 0 or more
 * @param segmentsGenerated segments that the run built and uploaded, 0 or more
 * @param errorMessage why the run failed, in the controller's words
 * @param checkpointValue the position the run reached; empty on FAILED and before any run
 */
public record WatcherRun(
    WatcherStatus status,
    Optional<Instant> start,
    Optional<Instant> end,
    long filesDiscovered,
    long segmentsGenerated,
    Optional<String> errorMessage,
    Optional<String> checkpointValue) {
  public WatcherRun {
    Checks.notNegative("filesDiscovered", filesDiscovered);
    Checks.notNegative("segmentsGenerated", segmentsGenerated);
  }

  /** The answer of a table whose watcher has never run. */
  public static WatcherRun idle() {
    return new WatcherRun(
        WatcherStatus.IDLE,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }
}
