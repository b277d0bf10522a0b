package io.icewatch.config;

import io.icewatch.model.MaintenanceWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code trigger.maintenance}, and time zones. */
final class Windows {
  private static final String DAYS = "days such as mon-fri or sat sun";
  private static final String TIME = "a time of day such as 22:30";
  private static final String ZONE = "a time zone such as UTC or Europe/Berlin";
  private static final String TIME_OF_DAY = "([01]?[0-9]|2[0-3]):[0-5][0-9]";

  private Windows() {}

  /** The windows that stand in a section; those with a mistake are left out. */
  static List<MaintenanceWindow> read(Section trigger) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (Section window : trigger.sections("maintenance")) {
      Optional<String> name = required(window, "name", "what people call it").map(Text::value);
      Optional<Set<DayOfWeek>> days =
          window.names("days") ? days(window) : Optional.of(EnumSet.allOf(DayOfWeek.class));
      Optional<LocalTime> from = from(window);
      Optional<Duration> length = length(window);
      Optional<ZoneId> zone =
          window.names("zone") ? zone(window, "zone") : Optional.of(ZoneOffset.UTC);
      if (name.isPresent()
          && days.isPresent()
          && from.isPresent()
          && length.isPresent()
          && zone.isPresent()) {
        windows.add(
            new MaintenanceWindow(name.get(), days.get(), from.get(), length.get(), zone.get()));
      }
    }
    return windows;
  }

  /** The time zone under a key. */
  static Optional<ZoneId> zone(Section section, String key) {
    Optional<Text> text = section.scalar(key, ZONE);
    try {
      return text.map(word -> ZoneId.of(word.value()));
    } catch (DateTimeException e) {
      section.scope().findings().problem(text.orElseThrow(), ZONE);
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> from(Section window) {
    Optional<Text> text = required(window, "from", TIME);
    if (text.isPresent() && !text.get().value().matches(TIME_OF_DAY)) {
      window.scope().findings().problem(text.get(), TIME);
      return Optional.empty();
    }
    return text.map(time -> {
      String[] parts = time.value().split(":", -1);
      return LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    });
  }

  private static Optional<Duration> length(Section window) {
    if (!window.names("length")) {
      window.missing("length", "a duration such as 4h");
    }
    return window.duration("length", Duration.ofMinutes(1), Duration.ofDays(7));
  }

  private static Optional<Text> required(Section window, String key, String expected) {
    if (!window.names(key)) {
      window.missing(key, expected);
    }
    Optional<Text> text = window.scalar(key, expected);
    if (text.isPresent() && text.get().value().isBlank()) {
      window.scope().findings().problem(text.get(), expected);
      return Optional.empty();
    }
    return text;
  }

  private static Optional<Set<DayOfWeek>> days(Section window) {
    Optional<Text> text = window.scalar("days", DAYS);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String word : text.get().value().trim().split("[,\\s]+", -1)) {
      List<Optional<DayOfWeek>> ends =
          Stream.of(word.split("-", -1)).map(Windows::day).toList();
      if (ends.size() > 2 || ends.stream().anyMatch(Optional::isEmpty)) {
        window.scope().findings().problem(text.get(), DAYS);
        return Optional.empty();
      }
      DayOfWeek last = ends.get(ends.size() - 1).orElseThrow();
      DayOfWeek day = ends.get(0).orElseThrow();
      for (days.add(day); day != last; days.add(day)) {
        day = day.plus(1);
      }
    }
    return Optional.of(days);
  }

  private static Optional<DayOfWeek> day(String word) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).equals(word.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
