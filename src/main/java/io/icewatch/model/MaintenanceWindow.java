package io.icewatch.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A time of the week in which nothing is triggered.
 *
 * @param name what people call it
 * @param days on which it begins, at least one
 * @param from when it begins; a time that a change of the clocks skips begins that much later
 * @param length how long it lasts in elapsed time, 1 min to 7 days
 * @param zone whose days and times these are
 */
public record MaintenanceWindow(
    String name, Set<DayOfWeek> days, LocalTime from, Duration length, ZoneId zone) {
  private static final Duration LONGEST = Duration.ofDays(7);

  public MaintenanceWindow {
    Checks.text("name", name);
    Checks.atLeast("length", length, Duration.ofMinutes(1));
    if (length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "length: " + length + " (expected: at most " + LONGEST + ")");
    }
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days: none (expected: at least one)");
    }
  }

  /** The end of the window that covers a moment; empty when none does. */
  public Optional<Instant> end(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int back = 0; back <= LONGEST.toDays() + 1; back++) {
      ZonedDateTime begin = today.minusDays(back).atTime(from).atZone(zone);
      Instant end = begin.toInstant().plus(length);
      if (days.contains(begin.getDayOfWeek())
          && !now.isBefore(begin.toInstant())
          && now.isBefore(end)) {
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }
}
