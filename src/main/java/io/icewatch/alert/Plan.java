package io.icewatch.alert;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a kind of receiver is to be told, and in which words; pure. */
interface Plan {
  /**
   * The notices that are due.
   *
   * @param told every alert that is not pending
   * @param taken what the receiver took of each, as far as that is known
   */
  List<Notice> due(List<Alert> told, Map<AlertLabels, AlertDelivery> taken, Instant now);

  /** How many notices go into one request at most, at least 1. */
  int batch();

  /** The body of a request. */
  byte[] body(List<Notice> notices);

  /** Whether what the receiver took must be known after a restart. */
  boolean durable();
}
