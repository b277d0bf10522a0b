package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run that is over: a line of the run log.
 *
 * @param start when it began, by the controller's clock; it identifies the run
 * @param end when it ended, by the controller's clock; empty when nobody saw the end
 * @param result how it ended
 * @param filesDiscovered files it had found when last seen; empty when that is not known
 * @param segmentsGenerated segments it had built when last seen; empty when that is not known
 * @param errorMessage the controller's words on FAILED
 * @param checkpointValue the position it reached, on COMPLETED
 */
public record FinishedRun(
    Instant start,
    Optional<Instant> end,
    RunResult result,
    OptionalLong filesDiscovered,
    OptionalLong segmentsGenerated,
    Optional<String> errorMessage,
    Optional<String> checkpointValue) {
  public FinishedRun {
    Checks.notNegative("filesDiscovered", filesDiscovered.orElse(0));
    Checks.notNegative("segmentsGenerated", segmentsGenerated.orElse(0));
  }

  /** A run whose numbers are known. */
  public FinishedRun(
      Instant start,
      Optional<Instant> end,
      RunResult result,
      long filesDiscovered,
      long segmentsGenerated,
      Optional<String> errorMessage,
      Optional<String> checkpointValue) {
    this(
        start,
        end,
        result,
        OptionalLong.of(filesDiscovered),
        OptionalLong.of(segmentsGenerated),
        errorMessage,
        checkpointValue);
  }

  /** Files found less segments built; empty when either is unknown. */
  public OptionalLong segmentsMissing() {
    return filesDiscovered.isPresent() && segmentsGenerated.isPresent()
        ? OptionalLong.of(filesDiscovered.getAsLong() - segmentsGenerated.getAsLong())
        : OptionalLong.empty();
  }
}
