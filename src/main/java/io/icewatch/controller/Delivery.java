package io.icewatch.controller;

import io.icewatch.model.Failure;

/** What became of one request on the wire. */
sealed interface Delivery {
  /** At least status and headers came back. */
  record Replied(Reply reply) implements Delivery {}

  /**
   * Nothing came back.
   *
   * @param sent whether the request may have reached the other side
   * @param again whether asking once more at once may help: the connection failed
   */
  record Broken(Failure failure, boolean sent, boolean again) implements Delivery {}
}
