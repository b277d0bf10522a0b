package io.icewatch.page;

import io.icewatch.model.LagThresholds;
import java.time.Duration;
import java.util.Locale;

/**
 * A lag against its thresholds: the bar is full at the critical one.
 *
 * @param width of what is filled, 0 to 100
 * @param warning where the warning threshold is, 0 to 100
 * @param level {@code fine}, {@code warning} or {@code critical}
 * @param label the same in words
 */
record LagBar(String width, String warning, String level, String label) {
  static LagBar of(Duration lag, LagThresholds thresholds) {
    boolean critical = lag.compareTo(thresholds.critical()) >= 0;
    boolean warning = lag.compareTo(thresholds.warning()) >= 0;
    return new LagBar(
        percent(lag, thresholds),
        percent(thresholds.warning(), thresholds),
        critical ? "critical" : warning ? "warning" : "fine",
        "%s lag: warning from %s, critical from %s"
            .formatted(
                critical ? "critical" : warning ? "a warning's" : "a fine",
                Words.duration(thresholds.warning()),
                Words.duration(thresholds.critical())));
  }

  private static String percent(Duration part, LagThresholds thresholds) {
    double share = (double) part.toMillis() / thresholds.critical().toMillis();
    return String.format(Locale.ROOT, "%.1f", 100 * Math.min(1, share));
  }
}
