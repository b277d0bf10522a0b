package io.icewatch.config;

import io.icewatch.model.TriggerRules;

/**
 * What the configuration says of one table's auto-trigger.
 *
 * @param shortCooldown whether a cool-down shorter than the table's runs is meant: else it is warned
 *     of once such a run is known
 */
public record TableTrigger(TriggerRules rules, boolean shortCooldown) {
  /** Disabled, with every default. */
  public static TableTrigger defaults() {
    return new TableTrigger(TriggerRules.defaults(), false);
  }
}
