package io.icewatch.model;

import java.util.List;
import java.util.Map;

/** The tables that discovery watched last, kept over restarts. */
public interface KnownTables {
  /** What is kept by who only looks once: nothing. */
  static KnownTables none() {
    return new KnownTables() {
      @Override
      public Map<String, List<String>> load() {
        return Map.of();
      }

      @Override
      public void save(String controller, List<String> tables) {}
    };
  }

  /**
   * By controller.
   *
   * @throws JournalException when it cannot be read
   */
  Map<String, List<String>> load() throws JournalException;

  /**
   * Replaces what is known of a controller; returns when that is durable.
   *
   * @throws JournalException when it is not, or that cannot be told
   */
  void save(String controller, List<String> tables) throws JournalException;
}
