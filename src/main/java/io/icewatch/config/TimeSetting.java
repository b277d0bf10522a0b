package io.icewatch.config;

import io.icewatch.model.LagThresholds;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.TriggerRules;
import java.time.Duration;

/** The durations that fall through from the defaults to the controller to the table. */
enum TimeSetting {
  INTERVAL("poll", "interval", PollSettings.defaults().interval(), second(), days(1)),
  RUNNING_INTERVAL(
      "poll", "runningInterval", PollSettings.defaults().runningInterval(), second(), days(1)),
  FILES_INTERVAL(
      "poll", "filesInterval", PollSettings.defaults().filesInterval(), second(), days(1)),
  STALE_AFTER("poll", "staleAfter", PollSettings.defaults().staleAfter(), second(), days(30)),
  TIMEOUT(
      "poll",
      "timeout",
      PollSettings.defaults().timeout(),
      Duration.ofMillis(1),
      Duration.ofMinutes(10)),
  WARNING("lag", "warning", LagThresholds.defaults().warning(), second(), days(365)),
  CRITICAL("lag", "critical", LagThresholds.defaults().critical(), second(), days(365)),
  EVERY("runs", "every", RunSettings.defaults().every(), second(), days(365)),
  NO_PROGRESS("runs", "noProgress", RunSettings.defaults().noProgress(), second(), days(365)),
  MAX_DURATION("runs", "maxDuration", RunSettings.defaults().maxDuration(), second(), days(365)),
  TRIGGER_LAG("trigger", "lag", TriggerRules.defaults().lag(), second(), days(365)),
  COOLDOWN("trigger", "cooldown", TriggerRules.defaults().cooldown(), second(), days(365)),
  MAX_COOLDOWN(
      "trigger", "maxCooldown", TriggerRules.defaults().maxCooldown(), second(), days(365)),
  START_WITHIN("trigger", "startWithin", TriggerRules.defaults().startWithin(), second(), days(1)),
  SCHEDULE_MARGIN(
      "trigger",
      "scheduleMargin",
      TriggerRules.defaults().scheduleMargin(),
      Duration.ZERO,
      days(1));

  private final String section;
  private final String key;
  private final Duration builtIn;
  private final Duration least;
  private final Duration most;

  TimeSetting(String section, String key, Duration builtIn, Duration least, Duration most) {
    this.section = section;
    this.key = key;
    this.builtIn = builtIn;
    this.least = least;
    this.most = most;
  }

  /** The mapping it stands in: {@code poll}, {@code lag}, {@code runs} or {@code trigger}. */
  String section() {
    return section;
  }

  String key() {
    return key;
  }

  /** {@code poll.interval}, from wherever the section stands. */
  String path() {
    return section + "." + key;
  }

  Duration builtIn() {
    return builtIn;
  }

  Duration least() {
    return least;
  }

  Duration most() {
    return most;
  }

  private static Duration second() {
    return Duration.ofSeconds(1);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
