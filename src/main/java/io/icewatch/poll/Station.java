package io.icewatch.poll;

import io.icewatch.model.Controller;
import io.icewatch.model.ControllerSettings;
import io.icewatch.model.TableId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One controller as it is polled.
 *
 * @param tables what is polled of it; the poller's to change, under its lock
 */
record Station(Line line, ControllerPoller turns, Map<TableId, TablePoller> tables) {
  Station(Line line, ControllerPoller turns) {
    this(line, turns, new LinkedHashMap<>());
  }

  /**
   * Goes by other settings of the same controller. Another address is another world until it has
   * been asked: nothing is held against it, and every question is put to it anew.
   *
   * @param client asks by the new settings
   * @return whether the address is another
   */
  boolean adopt(
      ControllerSettings before, ControllerSettings next, Controller client, Poller.Clocks clocks) {
    Gate gate = line.gate();
    int budget = next.limits().requestsPerSecond();
    boolean moved = !before.url().equals(next.url());
    if (moved) {
      Gate fresh = gate.moved(budget, clocks);
      gate.retire();
      line.exchange(client, fresh);
      fresh.publishState();
      tables.values().forEach(TablePoller::askAnew);
    } else {
      gate.budget(budget);
      line.exchange(client, gate);
    }
    turns.maxConcurrent(next.limits().maxConcurrent());
    return moved;
  }

  /** Polls it no more; what is under way ends and is not told. Its tables are retired already. */
  void retire() {
    line.gate().retire();
    turns.retire();
  }
}
