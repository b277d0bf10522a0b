package io.icewatch.trigger;

import io.icewatch.model.JournalException;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerJournal;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal, and owes it what could not be written: nothing is lost while the process
 * lives, and nothing new is begun while anything is owed.
 */
final class Scribe {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

  private final TriggerJournal journal;
  private final TreeMap<Long, TriggerEntry> owed = new TreeMap<>();
  private boolean behind;

  Scribe(TriggerJournal journal) {
    this.journal = journal;
  }

  /** Writes a line; when this throws, it must not be acted on. */
  void write(TriggerEntry entry) throws JournalException {
    journal.write(entry);
  }

  /** Writes a line, now or as soon as that can be done. */
  void owe(TriggerEntry entry) {
    owed.put(entry.seq(), entry);
    flush();
  }

  /** Tries to write what is owed. */
  void flush() {
    try {
      while (!owed.isEmpty()) {
        journal.write(owed.firstEntry().getValue());
        owed.pollFirstEntry();
      }
      behind = false;
    } catch (JournalException e) {
      if (!behind) {
        LOG.warn("the trigger journal lags behind, nothing new is begun: {}", e.getMessage());
      }
      behind = true;
    }
  }

  /** Why nothing new may be begun; empty when all is written and can be. */
  Optional<String> problem() {
    return owed.isEmpty()
        ? journal.problem()
        : Optional.of("line "
            + owed.firstKey()
            + " of the journal is not written yet"
            + journal.problem().map(problem -> ": " + problem).orElse(""));
  }
}
