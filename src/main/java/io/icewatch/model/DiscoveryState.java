package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How the discovery of one controller's tables stands.
 *
 * @param tables watched by discovery, those that are missing among them
 * @param missing of these not in the last complete list
 * @param dropped not watched for the cap
 * @param unusable names of the last complete list that cannot be watched
 * @param completedAt when the last complete list came; empty before the first
 * @param failure why the last question brought none; empty when it did, and before the first
 */
public record DiscoveryState(
    int tables,
    int missing,
    int dropped,
    int unusable,
    Optional<Instant> completedAt,
    Optional<String> failure) {
  public DiscoveryState {
    Checks.notNegative("tables", tables);
    Checks.between("missing", missing, 0, tables);
    Checks.notNegative("dropped", dropped);
    Checks.notNegative("unusable", unusable);
  }

  /** Before the first question. */
  public static DiscoveryState initial(int tables) {
    return new DiscoveryState(tables, 0, 0, 0, Optional.empty(), Optional.empty());
  }
}
