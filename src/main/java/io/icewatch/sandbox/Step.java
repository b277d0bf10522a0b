package io.icewatch.sandbox;

/** What a run does next. */
enum Step {
  /** Open the next file, read it, count a segment. */
  INGEST,
  /** Pass over the next file, as {@code continueOnFileError} does: no segment. */
  SKIP,
  /** No progress for now. */
  WAIT,
  /** End as FAILED. */
  FAIL,
  /** End as COMPLETED. */
  FINISH
}
