package io.icewatch.trigger;

import io.icewatch.model.Decision;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerListener;
import io.icewatch.model.TriggerRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The latest decision about each table; one that differs from the last is news. */
final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(AutoTrigger.class);

  private final TriggerListener listener;
  private final Map<TableId, Decision> latest = new HashMap<>();

  Decisions(TriggerListener listener) {
    this.listener = listener;
  }

  /** The latest about a table of which there was one. */
  Decision latest(TableId id) {
    return Objects.requireNonNull(latest.get(id));
  }

  void told(TableId id, Decision decision) {
    listener.decided(id, decision);
    Decision before = latest.put(id, decision);
    if (before == null
        || !before.label().equals(decision.label())
        || !before.reason().equals(decision.reason())) {
      log(before, id, decision);
    }
  }

  /** Forgets what was decided about other tables. */
  void forgetAllBut(Set<TableId> watched) {
    latest.keySet().retainAll(watched);
  }

  /** That a disabled table is disabled is no news at the start: a fleet has thousands of them. */
  private static void log(@Nullable Decision before, TableId id, Decision decision) {
    boolean news = before != null || !decision.reason().equals(TriggerRule.MODE.label());
    LOG.atLevel(news ? Level.INFO : Level.DEBUG)
        .addKeyValue("controller", id.controller())
        .addKeyValue("table", id.table())
        .addKeyValue("decision", decision.label())
        .addKeyValue("reason", decision.reason())
        .addKeyValue(
            "saw",
            decision instanceof Decision.Hold hold ? hold.finding().saw() : "every rule passed")
        .addKeyValue("before", before == null ? "none" : before.label() + ":" + before.reason())
        .log("trigger decision");
  }
}
