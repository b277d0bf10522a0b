package io.icewatch.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.quartz.CronExpression;

/** Triggers one table's runs when its Quartz cron says so, in the machine's time zone. */
final class Schedule {
  private final CronExpression cron;
  private final Runner runner;
  private final ScheduledExecutorService workers;
  private final InstantSource clock;

  Schedule(
      CronExpression cron, Runner runner, ScheduledExecutorService workers, InstantSource clock) {
    this.cron = cron;
    this.runner = runner;
    this.workers = workers;
    this.clock = clock;
  }

  void start() {
    armAfter(clock.instant());
  }

  private void armAfter(Instant last) {
    Date next = cron.getNextValidTimeAfter(Date.from(last));
    if (next == null) {
      return;
    }
    Instant due = next.toInstant();
    long wait = Math.max(0, Duration.between(clock.instant(), due).toMillis());
    var unused = workers.schedule(() -> fire(due), wait, TimeUnit.MILLISECONDS);
  }

  private void fire(Instant due) {
    if (runner.isDropped()) {
      return;
    }
    runner.trigger();
    // A timer may be early by a millisecond: the same moment must not come twice.
    Instant now = clock.instant();
    armAfter(now.isAfter(due) ? now : due);
  }
}
