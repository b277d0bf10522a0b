package io.icewatch.config;

import io.icewatch.model.TriggerLimits;
import io.icewatch.model.TriggerMode;
import java.time.Duration;

/**
 * What the configuration allows the auto-trigger in the fleet as a whole.
 *
 * @param ceiling no table goes further than this mode
 */
public record FleetTrigger(TriggerMode ceiling, TriggerLimits limits) {
  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  /** Each table's own mode, within the default limits. */
  public static FleetTrigger defaults() {
    return new FleetTrigger(TriggerMode.AUTO, TriggerLimits.defaults());
  }

  static FleetTrigger read(Section given) {
    TriggerLimits defaults = TriggerLimits.defaults();
    return new FleetTrigger(
        TriggerChoices.mode(given).orElse(TriggerMode.AUTO),
        new TriggerLimits(
            given
                .duration("startupGrace", Duration.ZERO, LONGEST_GRACE)
                .orElse(defaults.startupGrace()),
            given.whole("attemptsPerHour", 1, 10_000).orElse(defaults.attemptsPerHour()),
            given
                .whole("concurrentPerController", 1, 1_000)
                .orElse(defaults.concurrentPerController()),
            given.whole("brakePercent", 1, 100).orElse(defaults.brakePercent()),
            given.whole("brakeAtLeast", 1, 100_000).orElse(defaults.brakeAtLeast())));
  }
}
