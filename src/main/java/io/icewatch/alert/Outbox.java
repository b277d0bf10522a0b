package io.icewatch.alert;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits to be told to one receiver, and what it took.
 *
 * <p>Not for several threads at once.
 */
final class Outbox {
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private final Plan plan;
  private final int capacity;
  private final Map<AlertLabels, AlertDelivery> taken = new HashMap<>();
  private final Map<String, Instant> refused = new HashMap<>();
  private final Set<String> inFlight = new HashSet<>();
  private Map<String, Notice> queue = new LinkedHashMap<>();

  Outbox(Plan plan, int capacity, Collection<AlertDelivery> known) {
    this.plan = plan;
    this.capacity = capacity;
    known.forEach(delivery -> taken.put(delivery.labels(), delivery));
  }

  int size() {
    return queue.size();
  }

  /**
   * Queues what is due now: what waits already keeps its place and is brought up to date, and what
   * is no longer due is left out.
   *
   * @param told every alert that is not pending
   * @return the alerts for which there was no room; the oldest make room
   */
  List<Alert> queue(List<Alert> told, Instant now) {
    refused.values().removeIf(at -> Duration.between(at, now).abs().compareTo(REFUSED) >= 0);
    Map<String, Notice> due = new LinkedHashMap<>();
    for (Notice notice : plan.due(told, taken, now)) {
      if (!inFlight.contains(notice.subject()) && !refused.containsKey(notice.subject())) {
        due.put(notice.subject(), notice);
      }
    }
    Map<String, Notice> next = new LinkedHashMap<>();
    queue.keySet().stream()
        .filter(due::containsKey)
        .forEach(subject -> next.put(subject, due.get(subject)));
    next.putAll(due);
    queue = next;
    List<Alert> dropped = new ArrayList<>();
    Iterator<Notice> oldest = queue.values().iterator();
    while (queue.size() > capacity) {
      dropped.addAll(oldest.next().alerts());
      oldest.remove();
    }
    return dropped;
  }

  /** Forgets what was taken of alerts that are no more, and says of which. */
  Set<AlertLabels> forget(List<Alert> told) {
    Set<AlertLabels> gone = new HashSet<>(taken.keySet());
    told.forEach(alert -> gone.remove(alert.labels()));
    taken.keySet().removeAll(gone);
    return gone;
  }

  /** Takes out the oldest notices, as many as one request may hold; they are in flight then. */
  List<Notice> next() {
    List<Notice> batch = new ArrayList<>();
    Iterator<Notice> oldest = queue.values().iterator();
    while (oldest.hasNext() && batch.size() < plan.batch()) {
      batch.add(oldest.next());
      oldest.remove();
    }
    batch.forEach(notice -> inFlight.add(notice.subject()));
    return batch;
  }

  /** What the receiver took of the alerts that are still told. */
  List<AlertDelivery> known() {
    return List.copyOf(taken.values());
  }

  /** Notices that the receiver took. */
  List<AlertDelivery> taken(List<Notice> notices, Instant at) {
    List<AlertDelivery> deliveries = new ArrayList<>();
    for (Notice notice : notices) {
      inFlight.remove(notice.subject());
      notice.alerts().forEach(alert -> deliveries.add(Notice.taken(alert, at)));
    }
    deliveries.forEach(delivery -> taken.put(delivery.labels(), delivery));
    return deliveries;
  }

  /** A notice that the receiver will not take: it is left alone for a minute. */
  void refused(Notice notice, Instant at) {
    inFlight.remove(notice.subject());
    refused.put(notice.subject(), at);
  }

  /** Notices that did not get through: they come first again. */
  void back(List<Notice> notices) {
    Map<String, Notice> next = new LinkedHashMap<>();
    for (Notice notice : notices) {
      inFlight.remove(notice.subject());
      next.put(notice.subject(), notice);
    }
    next.putAll(queue);
    queue = next;
  }

  /** Empties it; returns what was in it. */
  List<Alert> clear() {
    List<Alert> left =
        queue.values().stream().flatMap(notice -> notice.alerts().stream()).toList();
    queue = new LinkedHashMap<>();
    return left;
  }
}
