package io.icewatch.model;

import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

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

  /** Whether there may be tables that nobody watches. */
  public boolean incomplete() {
    return dropped > 0 || failure.isPresent();
  }

  /** How it stands in one line for people. */
  public String words() {
    StringJoiner words = new StringJoiner(", ");
    words.add(
        tables == 0
            ? "no table discovered beside the named ones"
            : CountText.of(tables, "table") + " discovered");
    if (missing > 0) {
      words.add(missing + " of them not in the last list");
    }
    if (dropped > 0) {
      words.add(dropped + " more left out by discover.maxTables");
    }
    if (unusable > 0) {
      words.add(unusable + " listed by names that cannot be watched");
    }
    failure.ifPresent(why -> words.add("the last list did not come: " + why));
    return words.toString();
  }

  /** Before the first question. */
  public static DiscoveryState initial(int tables) {
    return new DiscoveryState(tables, 0, 0, 0, Optional.empty(), Optional.empty());
  }
}
