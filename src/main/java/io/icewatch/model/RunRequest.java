package io.icewatch.model;

import java.util.Optional;

/**
 * A person's wish for one run of one table.
 *
 * @param by who asks
 * @param force why the rules that a person may pass over are to be passed over; empty: every rule
 *     holds as it does for the daemon
 */
public record RunRequest(TableId table, String by, Optional<String> force) {
  public RunRequest {
    Checks.text("by", by);
    force.ifPresent(reason -> Checks.text("force", reason));
  }

  /** The reason as the journal keeps it. */
  public String why() {
    return force.map(reason -> "forced: " + reason).orElse("asked for");
  }
}
