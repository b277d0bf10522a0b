package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that is over: a line of the run log.
 *
 * @param start when it began, by the controller's clock; it identifies the run
 * @param end when it ended, by the controller's clock; empty when nobody saw the end
 * @param result how it ended
 * @param filesDiscovered files it had found when last seen
 * @param segmentsGenerated segments it had built when last seen
 * @param errorMessage the controller's words on FAILED
 * @param checkpointValue the position it reached, on COMPLETED
 */
public record FinishedRun(
    Instant start,
    Optional<Instant> end,
    RunResult result,
    long filesDiscovered,
    long segmentsGenerated,
    Optional<String> errorMessage,
    Optional<String> checkpointValue) {
  public FinishedRun {
    Checks.notNegative("filesDiscovered", filesDiscovered);
    Checks.notNegative("segmentsGenerated", segmentsGenerated);
  }
}
