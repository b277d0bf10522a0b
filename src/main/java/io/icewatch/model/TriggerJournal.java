package io.icewatch.model;

import java.util.List;
import java.util.Optional;

/**
 * The durable record of what was triggered and what is paused; it outlives the process however that
 * ends.
 *
 * <p>Each method returns after its line is durable. When it throws, the line may be durable or not:
 * the caller must be right in either case. One thread writes at a time.
 */
public interface TriggerJournal {
  /**
   * All that is kept.
   *
   * @param entries of all tables, by their numbers; of each table at least the newest {@link
   *     TriggerHistory#KEPT}
   * @param pauses at most one for each table and one for all
   */
  record Contents(List<TriggerEntry> entries, List<Pause> pauses) {
    public Contents {
      entries = List.copyOf(entries);
      pauses = List.copyOf(pauses);
    }
  }

  /** What is durable now. */
  Contents load() throws JournalException;

  /** Writes a line: a new one, or what has been learnt of an earlier one, by its number. */
  void write(TriggerEntry entry) throws JournalException;

  /** Writes a pause in place of any other of the same table, or of the one for all. */
  void pause(Pause pause) throws JournalException;

  /** Removes the pause of a table, or the one for all. */
  void resume(Optional<TableId> table) throws JournalException;

  /** Why nothing can be written at present, in words; empty when all is well. */
  Optional<String> problem();
}
