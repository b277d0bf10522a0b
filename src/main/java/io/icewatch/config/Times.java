package io.icewatch.config;

import io.icewatch.model.LagThresholds;
import io.icewatch.model.PollSettings;
import io.icewatch.model.RunSettings;
import io.icewatch.model.TriggerRules;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The durations that hold at one level of the file: its own, else those of the level above.
 *
 * <p>Each remembers where it came from, so that two which do not go together are reported once, at
 * the one that was set closer to the table, however many tables inherit them.
 */
final class Times {
  /**
   * One duration in force.
   *
   * @param text the scalar that set it; empty for the built-in default
   * @param level how close to the table it was set, 0 for the built-in default
   */
  private record Time(Duration value, Optional<Text> text, int level) {}

  private final Map<TimeSetting, Time> times;
  private final int level;

  private Times(Map<TimeSetting, Time> times, int level) {
    this.times = times;
    this.level = level;
  }

  /** The built-in defaults. */
  static Times builtIn() {
    Map<TimeSetting, Time> times = new EnumMap<>(TimeSetting.class);
    for (TimeSetting setting : TimeSetting.values()) {
      times.put(setting, new Time(setting.builtIn(), Optional.empty(), 0));
    }
    return new Times(times, 0);
  }

  /** These, overridden key by key by what the section says in its sections. */
  Times overriddenBy(Section owner) {
    Map<TimeSetting, Time> next = new EnumMap<>(times);
    Map<String, Section> sections = Stream.of(TimeSetting.values())
        .map(TimeSetting::section)
        .distinct()
        .collect(Collectors.toMap(Function.identity(), owner::section));
    for (TimeSetting setting : TimeSetting.values()) {
      Section section = sections.getOrDefault(setting.section(), owner);
      read(setting, section).ifPresent(time -> next.put(setting, time));
    }
    return new Times(next, level + 1);
  }

  private Optional<Time> read(TimeSetting setting, Section section) {
    Optional<Duration> value = section.duration(setting.key(), setting.least(), setting.most());
    return value.map(duration ->
        new Time(duration, section.scalar(setting.key(), "a duration such as 15s"), level + 1));
  }

  /** Reports what does not go together in what is in force; false when something does not. */
  boolean consistent(Findings findings) {
    boolean good = true;
    for (TimeSetting interval : new TimeSetting[] {
      TimeSetting.INTERVAL, TimeSetting.RUNNING_INTERVAL, TimeSetting.FILES_INTERVAL
    }) {
      good &= staleAfterTwice(interval, findings);
    }
    Time warning = time(TimeSetting.WARNING);
    Time critical = time(TimeSetting.CRITICAL);
    if (critical.value().compareTo(warning.value()) < 0) {
      good = false;
      if (warning.level() > critical.level()) {
        problem(
            findings,
            TimeSetting.WARNING,
            "at most " + named(TimeSetting.CRITICAL) + ", which is the page");
      } else {
        problem(
            findings,
            TimeSetting.CRITICAL,
            "at least " + named(TimeSetting.WARNING) + ", which is the ticket");
      }
    }
    good &= least(TimeSetting.COOLDOWN, TimeSetting.START_WITHIN, findings);
    good &= least(TimeSetting.MAX_COOLDOWN, TimeSetting.COOLDOWN, findings);
    slow(TimeSetting.TIMEOUT, findings);
    slow(TimeSetting.RUNNING_INTERVAL, findings);
    return good;
  }

  /**
   * Reports a trigger threshold that does not exceed the warning's: people are told before anything
   * is done. False when it does not.
   */
  boolean warnsBeforeActing(Findings findings) {
    Time warning = time(TimeSetting.WARNING);
    Time lag = time(TimeSetting.TRIGGER_LAG);
    if (lag.value().compareTo(warning.value()) > 0) {
      return true;
    }
    if (warning.level() > lag.level()) {
      problem(
          findings,
          TimeSetting.WARNING,
          "less than " + named(TimeSetting.TRIGGER_LAG) + ", from which on a run is asked for");
    } else {
      problem(
          findings,
          TimeSetting.TRIGGER_LAG,
          "more than " + named(TimeSetting.WARNING) + ": people are told first");
    }
    return false;
  }

  /** Reports a setting that is less than another; false then. */
  private boolean least(TimeSetting setting, TimeSetting other, Findings findings) {
    if (value(setting).compareTo(value(other)) >= 0) {
      return true;
    }
    if (time(other).level() > time(setting).level()) {
      problem(findings, other, "at most " + named(setting));
    } else {
      problem(findings, setting, "at least " + named(other));
    }
    return false;
  }

  private boolean staleAfterTwice(TimeSetting interval, Findings findings) {
    Time stale = time(TimeSetting.STALE_AFTER);
    Time between = time(interval);
    Duration least = between.value().multipliedBy(2);
    if (stale.value().compareTo(least) >= 0) {
      return true;
    }
    if (between.level() > stale.level()) {
      String most = PrometheusDuration.format(stale.value().dividedBy(2));
      problem(
          findings, interval, "at most " + most + ", half of " + named(TimeSetting.STALE_AFTER));
    } else {
      String twice = PrometheusDuration.format(least);
      problem(
          findings, TimeSetting.STALE_AFTER, "at least " + twice + ", twice " + named(interval));
    }
    return false;
  }

  /** Warns of a setting longer than the interval; silent when neither was set by the file. */
  private void slow(TimeSetting setting, Findings findings) {
    Time interval = time(TimeSetting.INTERVAL);
    Time time = time(setting);
    if (time.value().compareTo(interval.value()) <= 0) {
      return;
    }
    if (interval.level() > time.level()) {
      interval.text().ifPresent(text -> findings.warning(text, "at least " + named(setting)));
    } else {
      time.text()
          .ifPresent(text -> findings.warning(text, "at most " + named(TimeSetting.INTERVAL)));
    }
  }

  private void problem(Findings findings, TimeSetting setting, String expected) {
    time(setting).text().ifPresent(text -> findings.problem(text, expected));
  }

  /** {@code staleAfter (5m by default)} or {@code defaults.poll.staleAfter (30s)}. */
  private String named(TimeSetting setting) {
    Time time = time(setting);
    String value = PrometheusDuration.format(time.value());
    return time.text()
        .map(text -> text.path() + " (" + value + ")")
        .orElse(setting.path() + " (" + value + " by default)");
  }

  private Time time(TimeSetting setting) {
    return times.getOrDefault(setting, new Time(setting.builtIn(), Optional.empty(), 0));
  }

  private Duration value(TimeSetting setting) {
    return time(setting).value();
  }

  /** Only once {@link #consistent}. */
  PollSettings poll() {
    return new PollSettings(
        value(TimeSetting.INTERVAL),
        value(TimeSetting.RUNNING_INTERVAL),
        value(TimeSetting.FILES_INTERVAL),
        value(TimeSetting.STALE_AFTER),
        value(TimeSetting.TIMEOUT));
  }

  /** Only once {@link #consistent}. */
  LagThresholds lag() {
    return new LagThresholds(value(TimeSetting.WARNING), value(TimeSetting.CRITICAL));
  }

  /** The rules with these durations. Only once {@link #consistent}. */
  TriggerRules trigger(TriggerChoices choices) {
    return new TriggerRules(
        choices.mode(),
        value(TimeSetting.TRIGGER_LAG),
        choices.observations(),
        value(TimeSetting.COOLDOWN),
        value(TimeSetting.MAX_COOLDOWN),
        choices.maxAttempts(),
        value(TimeSetting.START_WITHIN),
        value(TimeSetting.SCHEDULE_MARGIN),
        choices.maintenance());
  }

  RunSettings runs() {
    return new RunSettings(
        value(TimeSetting.EVERY), value(TimeSetting.NO_PROGRESS), value(TimeSetting.MAX_DURATION));
  }
}
