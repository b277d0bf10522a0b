package io.icewatch.discover;

import io.icewatch.model.ControllerSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What one controller is to be asked, and which of its tables are wanted.
 *
 * @param asked how it is reached
 * @param interval between two rounds
 * @param timeout how long one question may take
 * @param maxTables watched by discovery at most
 * @param named tables that are watched in any case, and do not count here
 */
public record Survey(
    ControllerSettings asked,
    Duration interval,
    Duration timeout,
    int maxTables,
    Set<String> named,
    Choice choice) {
  public Survey {
    named = Set.copyOf(named);
  }

  /** Its name. */
  public String controller() {
    return asked.name();
  }

  /** Chooses by name; equal to another that always chooses the same. */
  public interface Choice {
    /** Whether the table is to be watched. */
    boolean wants(String table);

    /** The patterns that match none of these, each with its place, as a message shows it. */
    List<String> idle(Collection<String> tables);
  }

  /** Whether the table is watched if it is listed, and would not be otherwise. */
  boolean finds(String table) {
    return !named.contains(table) && choice.wants(table);
  }
}
