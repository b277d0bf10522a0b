package io.icewatch.discover;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is watched on one controller by what it listed, round by round: the whole rule, immutable.
 *
 * <p>A round is complete when the whole list came; any other changes nothing. A table is watched as
 * soon as it is listed, and goes when {@value #PATIENCE} complete rounds in a row did not list it.
 * When more than half of the tables, and more than one, are missing at once, that is more likely a
 * controller that has lost its sight than people who drop tables: then each goes after {@value
 * #PATIENCE_IN_A_LANDSLIDE} rounds.
 *
 * @param missed each table that is watched, with the number of complete rounds since it was listed
 * @param dropped how many tables the cap left out in the last complete round
 */
public record Rounds(SortedMap<String, Integer> missed, int dropped) {
  /** Complete rounds without a table until it goes. */
  public static final int PATIENCE = 2;

  /** The same while more than half of the tables are missing. */
  public static final int PATIENCE_IN_A_LANDSLIDE = 10;

  public Rounds {
    missed = Collections.unmodifiableSortedMap(new TreeMap<>(missed));
  }

  /** Before the first round, with the tables that were watched last, as far as the cap allows. */
  public static Rounds begin(Collection<String> known, int most) {
    SortedMap<String, Integer> missed = new TreeMap<>();
    known.stream().sorted().distinct().limit(most).forEach(table -> missed.put(table, 0));
    return new Rounds(missed, 0);
  }

  /** The tables that are watched, sorted. */
  public List<String> tables() {
    return List.copyOf(missed.keySet());
  }

  /** How many of them the last complete round did not list. */
  public int missing() {
    return (int) missed.values().stream().filter(rounds -> rounds > 0).count();
  }

  /** Whether more than half of the tables, and more than one, were not in the last list. */
  public boolean landslide() {
    return landslide(missing(), missed.size());
  }

  private static boolean landslide(long missing, int of) {
    return missing > 1 && 2 * missing > of;
  }

  /** Without the tables that are no longer wanted: that is no matter of rounds. */
  public Rounds without(Collection<String> unwanted) {
    SortedMap<String, Integer> rest = new TreeMap<>(missed);
    rest.keySet().removeAll(unwanted);
    return new Rounds(rest, dropped);
  }

  /**
   * After a complete round.
   *
   * @param listed the names that may be watched, in any order
   * @param most how many tables are watched at most: those that are already first, then by name
   */
  public Rounds after(Collection<String> listed, int most) {
    TreeSet<String> fresh = new TreeSet<>(listed);
    long missing =
        missed.keySet().stream().filter(table -> !fresh.contains(table)).count();
    int patience = landslide(missing, missed.size()) ? PATIENCE_IN_A_LANDSLIDE : PATIENCE;
    SortedMap<String, Integer> next = new TreeMap<>();
    int over = 0;
    for (Map.Entry<String, Integer> watched : missed.entrySet()) {
      int rounds = fresh.remove(watched.getKey()) ? 0 : watched.getValue() + 1;
      if (rounds < patience && next.size() == most) {
        over++;
      } else if (rounds < patience) {
        next.put(watched.getKey(), rounds);
      }
    }
    int room = most - next.size();
    fresh.stream().limit(room).forEach(table -> next.put(table, 0));
    return new Rounds(next, over + Math.max(0, fresh.size() - room));
  }
}
