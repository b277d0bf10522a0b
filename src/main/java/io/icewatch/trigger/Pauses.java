package io.icewatch.trigger;

import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerJournal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pauses, by what they hold for; in doubt they hold. */
final class Pauses {
  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private final TriggerJournal journal;
  private final Map<Optional<TableId>, Pause> pauses = new HashMap<>();

  Pauses(TriggerJournal journal, List<Pause> kept) {
    this.journal = journal;
    kept.forEach(pause -> pauses.put(pause.table(), pause));
  }

  List<Pause> all() {
    return List.copyOf(pauses.values());
  }

  /** Holds from now on, also when this throws: then until a restart. */
  void pause(Pause pause) throws JournalException {
    pauses.put(pause.table(), pause);
    LOG.info("{}: paused by {}: {}", words(pause.table()), pause.by(), pause.reason());
    journal.pause(pause);
  }

  /** Ends a pause unless this throws. */
  void resume(Optional<TableId> table, String by, String reason) throws JournalException {
    if (pauses.containsKey(table)) {
      journal.resume(table);
      pauses.remove(table);
      LOG.info("{}: resumed by {}: {}", words(table), by, reason);
    }
  }

  private static String words(Optional<TableId> table) {
    return table.map(id -> "table " + id).orElse("everything");
  }
}
