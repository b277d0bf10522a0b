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

/** The pauses, by what they hold for; in doubt they hold. May be looked at from any thread. */
final class Pauses {
  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private final TriggerJournal journal;
  private final Map<Optional<TableId>, Pause> pauses = new HashMap<>();
  private volatile List<Pause> all;

  Pauses(TriggerJournal journal, List<Pause> kept) {
    this.journal = journal;
    kept.forEach(pause -> pauses.put(pause.table(), pause));
    this.all = List.copyOf(pauses.values());
  }

  List<Pause> all() {
    return all;
  }

  /** Holds from now on, also when this throws: then until a restart. */
  void pause(Pause pause) throws JournalException {
    pauses.put(pause.table(), pause);
    all = List.copyOf(pauses.values());
    log(pause.table(), pause.by(), pause.reason(), "trigger paused");
    journal.pause(pause);
  }

  /** Ends a pause unless this throws. */
  void resume(Optional<TableId> table, String by, String reason) throws JournalException {
    if (pauses.containsKey(table)) {
      journal.resume(table);
      pauses.remove(table);
      all = List.copyOf(pauses.values());
      log(table, by, reason, "trigger resumed");
    }
  }

  private static void log(Optional<TableId> table, String by, String why, String what) {
    LOG.atInfo()
        .addKeyValue("controller", table.map(TableId::controller).orElse("*"))
        .addKeyValue("table", table.map(TableId::table).orElse("*"))
        .addKeyValue("by", by)
        .addKeyValue("why", why)
        .log(what);
  }
}
