package io.icewatch.trigger;

import io.icewatch.model.TableId;
import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import io.icewatch.model.TriggerRules;
import java.util.Map;

/**
 * What the configuration allows.
 *
 * @param ceiling no table goes further than this mode
 * @param limits for the fleet
 * @param rules by table; a table without rules is never triggered
 */
public record Policy(TriggerMode ceiling, TriggerLimits limits, Map<TableId, TriggerRules> rules) {
  public Policy {
    rules = Map.copyOf(rules);
  }
}
