package io.icewatch.controller;

import io.icewatch.model.Failure;

/**
 * What came of asking a controller to start a run. None of it says that the run started: the status
 * endpoint is the only proof of that.
 */
public sealed interface Acceptance {
  /**
   * Any 2xx: the body differs by version and decides nothing.
   *
   * @param status the HTTP status
   * @param excerpt the beginning of the body, on one line, after what it says that is at odds with
   *     what was asked for
   */
  record Accepted(int status, String excerpt) implements Acceptance {}

  /** The controller refused, or the request never left: no run comes of it. */
  record Rejected(Failure failure) implements Acceptance {}

  /**
   * The request left and no word of the controller came back: a time-out, a broken connection, a
   * gateway's own 5xx. A run may come of it.
   */
  record OutcomeUnknown(Failure failure) implements Acceptance {}
}
