package io.icewatch.alert;

import io.icewatch.decide.Situation.Standing;
import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertJournal;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertListener;
import io.icewatch.model.JournalException;
import io.icewatch.model.NotificationQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver's queue, and the thread that empties it.
 *
 * <p>An alert counts as taken only after the receiver has said so. What did not get through is tried
 * again with growing pauses; while it waits, what is known later takes its place.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final String name;
  private final Plan plan;
  private final Wire wire;
  private final Outside outside;
  private final Limits limits;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Outbox outbox;
  private boolean closing;

  private volatile boolean retired;

  // The courier's own thread's.
  private Duration pause = Duration.ZERO;

  private volatile Standing standing = new Standing(false, Optional.empty());

  /**
   * What a courier works with.
   *
   * @param journal keeps what receivers took, where that must be known after a restart
   * @param clock the wall clock
   */
  record Outside(AlertJournal journal, AlertListener listener, InstantSource clock) {}

  /**
   * How much it holds, and how it goes on after a failure: with pauses that double.
   *
   * @param capacity notices in the queue at most
   */
  record Limits(int capacity, Duration firstPause, Duration longestPause) {
    /** As many as Prometheus queues; 1 s to 30 s. */
    static Limits usual() {
      return new Limits(10_000, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    Duration after(Duration last) {
      Duration next = last.isZero() ? firstPause : last.multipliedBy(2);
      return next.compareTo(longestPause) > 0 ? longestPause : next;
    }
  }

  /**
   * A courier at rest.
   *
   * @param known what the receiver took, as far as that is known
   */
  Courier(
      String name,
      Plan plan,
      Wire wire,
      Outside outside,
      Limits limits,
      Collection<AlertDelivery> known) {
    this.name = name;
    this.plan = plan;
    this.wire = wire;
    this.outside = outside;
    this.limits = limits;
    this.outbox = new Outbox(plan, limits.capacity(), known);
    this.thread = new Thread(this::work, "alert-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  String name() {
    return name;
  }

  Standing standing() {
    return standing;
  }

  NotificationQueue queue() {
    lock.lock();
    try {
      return new NotificationQueue(name, outbox.size(), limits.capacity());
    } finally {
      lock.unlock();
    }
  }

  /** Brings the queue up to date with the alerts of a look; does not wait for the receiver. */
  void offer(List<Alert> told, Instant now) {
    List<Alert> dropped;
    Set<AlertLabels> gone;
    lock.lock();
    try {
      if (closing) {
        return;
      }
      gone = outbox.forget(told);
      dropped = outbox.queue(told, now);
      changed.signal();
    } finally {
      lock.unlock();
    }
    drop(dropped, "the queue of " + limits.capacity() + " is full");
    if (plan.durable() && !gone.isEmpty()) {
      durably(journal -> journal.forget(name, gone));
    }
  }

  /** Takes nothing more, and sends what is queued, each once. */
  void drain() {
    lock.lock();
    try {
      closing = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes and sends nothing more; who comes in its place finds due again what was queued. What is
   * being sent ends.
   */
  void retire() {
    retired = true;
    lock.lock();
    try {
      closing = true;
      outbox.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What the receiver took, where who comes in its place must know that. */
  List<AlertDelivery> known() {
    lock.lock();
    try {
      return plan.durable() ? outbox.known() : List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end of that, and breaks it off when it takes too long. */
  void await(Duration limit) {
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wire.close();
    thread.interrupt();
  }

  private void work() {
    try {
      for (List<Notice> batch = next(); !batch.isEmpty(); batch = next()) {
        send(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      List<Alert> left;
      lock.lock();
      try {
        closing = true;
        left = outbox.clear();
      } finally {
        lock.unlock();
      }
      drop(left, "the daemon ends");
    }
  }

  /** What to send next, once the pause is over; empty when there is nothing more and never will. */
  private List<Notice> next() throws InterruptedException {
    lock.lock();
    try {
      long nanos = pause.toNanos();
      while (!closing && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      while (!closing && outbox.size() == 0) {
        changed.await();
      }
      return outbox.next();
    } finally {
      lock.unlock();
    }
  }

  /** Sends a batch; where something in it is refused, each half by itself. */
  private void send(List<Notice> batch) {
    int alerts = batch.stream().mapToInt(notice -> notice.alerts().size()).sum();
    Instant begun = outside.clock().instant();
    Delivered delivered = wire.post(plan.body(batch));
    if (retired && !(delivered instanceof Delivered.Taken)) {
      // Not lost: it is due again with who comes in its place.
      return;
    }
    Instant now = outside.clock().instant();
    outside
        .listener()
        .sent(name, alerts, now.isBefore(begun) ? Duration.ZERO : Duration.between(begun, now));
    if (delivered instanceof Delivered.Taken) {
      taken(batch, now);
      return;
    }
    outside.listener().failed(name, alerts);
    standing = new Standing(true, Optional.of(now));
    if (delivered instanceof Delivered.Failed failed) {
      back(batch, failed);
    } else if (batch.size() > 1) {
      int half = batch.size() / 2;
      send(batch.subList(0, half));
      send(batch.subList(half, batch.size()));
    } else {
      refused(batch.get(0), ((Delivered.Refused) delivered).why(), now);
    }
  }

  private void taken(List<Notice> batch, Instant now) {
    pause = Duration.ZERO;
    standing = new Standing(true, standing.failedAt());
    List<AlertDelivery> deliveries;
    lock.lock();
    try {
      deliveries = outbox.taken(batch, now);
    } finally {
      lock.unlock();
    }
    if (plan.durable()) {
      durably(journal -> journal.delivered(name, deliveries));
    }
  }

  private void refused(Notice notice, String why, Instant now) {
    pause = Duration.ZERO;
    lock.lock();
    try {
      outbox.refused(notice, now);
    } finally {
      lock.unlock();
    }
    drop(notice.alerts(), why);
  }

  private void back(List<Notice> batch, Delivered.Failed failed) {
    Duration asked = Duration.ofMillis(failed.pause());
    Duration own = limits.after(pause);
    pause = asked.compareTo(own) > 0 ? asked : own;
    LOG.warn("{}: {} notices did not get through: {}", name, batch.size(), failed.why());
    List<Alert> left = List.of();
    lock.lock();
    try {
      outbox.back(batch);
      if (closing) {
        left = outbox.clear();
      }
    } finally {
      lock.unlock();
    }
    drop(left, "the daemon ends, and " + failed.why());
  }

  private void drop(List<Alert> alerts, String why) {
    if (!alerts.isEmpty()) {
      standing = new Standing(true, Optional.of(outside.clock().instant()));
      outside.listener().dropped(name, alerts.size());
      LOG.warn(
          "{}: dropped {} alerts, {} first: {}",
          name,
          alerts.size(),
          alerts.get(0).labels(),
          why);
    }
  }

  /** A line of the journal. */
  private interface Line {
    void write(AlertJournal journal) throws JournalException;
  }

  /** What cannot be kept costs no page now; a restart may tell once more what was told. */
  private void durably(Line line) {
    try {
      line.write(outside.journal());
    } catch (JournalException e) {
      LOG.warn("{}: what was told is not kept: {}", name, e.getMessage());
    }
  }
}
