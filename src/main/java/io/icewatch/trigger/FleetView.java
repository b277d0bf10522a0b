package io.icewatch.trigger;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fleet at one moment, as a turn needs it.
 *
 * @param tables by name
 * @param known how many lags are known
 * @param behind how many of those are past their warning threshold
 */
record FleetView(Map<TableId, TableState> tables, int known, int behind) {
  static FleetView of(Snapshot snapshot, Instant now) {
    Map<TableId, TableState> tables = new LinkedHashMap<>();
    int known = 0;
    int behind = 0;
    for (TableState table : snapshot.tables()) {
      tables.put(table.id(), table);
      Optional<Duration> lag = table.lag(now);
      if (lag.isPresent()) {
        known++;
        behind += lag.get().compareTo(table.settings().lag().warning()) > 0 ? 1 : 0;
      }
    }
    return new FleetView(tables, known, behind);
  }
}
