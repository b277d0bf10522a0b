package io.icewatch.trigger;

import io.icewatch.model.IngestionTask;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * Tells when tables' own schedules fire from the Quartz cron expressions of their ingestion tasks, as
 * the controller's own scheduler reads them. For one thread at a time.
 */
public final class CronSchedules implements ScheduleSource {
  /** A schedule that fired longer ago has not just fired. */
  private static final Duration LOOK_BACK = Duration.ofDays(366);

  private final Map<String, ZoneId> zones;
  private final Map<TableId, Firing> known = new HashMap<>();

  /**
   * A schedule around one moment.
   *
   * @param last the latest firing until then; {@link Instant#MIN} for none within a year
   * @param next the first after it; {@link Instant#MAX} for none
   * @param problem why the expression cannot be read
   */
  private record Firing(String expression, Instant last, Instant next, Optional<String> problem) {
    boolean covers(String other, Instant now) {
      return expression.equals(other) && !now.isBefore(last) && now.isBefore(next);
    }
  }

  /**
   * @param zones in which controllers mean them, by name; UTC for others
   */
  public CronSchedules(Map<String, ZoneId> zones) {
    this.zones = Map.copyOf(zones);
  }

  @Override
  public Optional<Instant> nearest(TableState table, Instant now) {
    return nearest(table.id(), expression(table), now);
  }

  @Override
  public Optional<String> problem(TableState table, Instant now) {
    return problem(table.id(), expression(table), now);
  }

  private static Optional<String> expression(TableState table) {
    return table.observation().ingestionTask().flatMap(IngestionTask::schedule);
  }

  Optional<Instant> nearest(TableId table, Optional<String> expression, Instant now) {
    Optional<Firing> firing = firing(table, expression, now);
    if (firing.isEmpty() || firing.get().problem().isPresent()) {
      return Optional.empty();
    }
    Instant last = firing.get().last();
    Instant next = firing.get().next();
    if (last.equals(Instant.MIN)) {
      return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }
    boolean sooner = next.equals(Instant.MAX)
        || Duration.between(last, now).compareTo(Duration.between(now, next)) < 0;
    return Optional.of(sooner ? last : next);
  }

  Optional<String> problem(TableId table, Optional<String> expression, Instant now) {
    return firing(table, expression, now).flatMap(Firing::problem);
  }

  private Optional<Firing> firing(TableId table, Optional<String> expression, Instant now) {
    if (expression.isEmpty()) {
      known.remove(table);
      return Optional.empty();
    }
    Firing firing = known.get(table);
    if (firing == null || !firing.covers(expression.get(), now)) {
      firing = read(expression.get(), zones.getOrDefault(table.controller(), ZoneOffset.UTC), now);
      known.put(table, firing);
    }
    return Optional.of(firing);
  }

  private static Firing read(String expression, ZoneId zone, Instant now) {
    try {
      CronExpression cron = new CronExpression(expression);
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      return new Firing(expression, last(cron, now), next(cron, now), Optional.empty());
    } catch (ParseException | RuntimeException e) {
      return new Firing(
          expression,
          Instant.MIN,
          Instant.MAX,
          Optional.of(
              "'" + expression + "' (expected: a Quartz cron expression): " + e.getMessage()));
    }
  }

  private static Instant next(CronExpression cron, Instant after) {
    Date next = cron.getNextValidTimeAfter(Date.from(after));
    return next == null ? Instant.MAX : next.toInstant();
  }

  /** The library only looks ahead: the latest start from which the next firing is not after now. */
  private static Instant last(CronExpression cron, Instant now) {
    Instant early = now.minus(LOOK_BACK);
    if (next(cron, early).isAfter(now)) {
      return Instant.MIN;
    }
    Instant late = now;
    while (Duration.between(early, late).compareTo(Duration.ofSeconds(1)) > 0) {
      Instant middle = early.plus(Duration.between(early, late).dividedBy(2));
      if (next(cron, middle).isAfter(now)) {
        late = middle;
      } else {
        early = middle;
      }
    }
    return next(cron, early);
  }
}
