package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The last run of a table's watcher, as the controller's status endpoint tells it.
 *
 * @param status the controller's word
 * @param start when the run began, by the controller's clock; empty while IDLE
 * @param end when the run ended, by the controller's clock; empty while IDLE or RUNNING
 * @param filesDiscovered files that the run found in the catalog, 0 or more; empty when it is not told
 * @param segmentsGenerated segments that the run built and uploaded, 0 or more; empty when it is not
 *     told
 * @param errorMessage why the run failed, in the controller's words
 * @param checkpointValue the position the run reached; empty on FAILED and before any run
 */
public record WatcherRun(
    WatcherStatus status,
    Optional<Instant> start,
    Optional<Instant> end,
    OptionalLong filesDiscovered,
    OptionalLong segmentsGenerated,
    Optional<String> errorMessage,
    Optional<String> checkpointValue) {
  public WatcherRun {
    Checks.notNegative("filesDiscovered", filesDiscovered.orElse(0));
    Checks.notNegative("segmentsGenerated", segmentsGenerated.orElse(0));
  }

  /** A run whose numbers are known. */
  public WatcherRun(
      WatcherStatus status,
      Optional<Instant> start,
      Optional<Instant> end,
      long filesDiscovered,
      long segmentsGenerated,
      Optional<String> errorMessage,
      Optional<String> checkpointValue) {
    this(
        status,
        start,
        end,
        OptionalLong.of(filesDiscovered),
        OptionalLong.of(segmentsGenerated),
        errorMessage,
        checkpointValue);
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

  /** {@code 1 segment of 10 files}, as far as the numbers are known. */
  public String progress() {
    return segmentsGenerated.isEmpty() && filesDiscovered.isEmpty()
        ? CountText.of(segmentsGenerated, "segment")
        : CountText.of(segmentsGenerated, "segment") + " of "
            + CountText.of(filesDiscovered, "file");
  }

  /** Files found less segments built; empty when either is unknown. */
  public OptionalLong segmentsMissing() {
    return filesDiscovered.isPresent() && segmentsGenerated.isPresent()
        ? OptionalLong.of(filesDiscovered.getAsLong() - segmentsGenerated.getAsLong())
        : OptionalLong.empty();
  }
}
