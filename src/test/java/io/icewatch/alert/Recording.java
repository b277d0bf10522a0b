package io.icewatch.alert;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertJournal;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertListener;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A journal in memory, and a listener that counts. */
final class Recording implements AlertJournal, AlertListener {
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();
  final AtomicInteger dropped = new AtomicInteger();
  private final Map<AlertLabels, Alert> alerts = new TreeMap<>();
  private final Map<String, Map<AlertLabels, AlertDelivery>> deliveries = new TreeMap<>();

  @Override
  public synchronized Contents load() {
    return new Contents(
        List.copyOf(alerts.values()),
        deliveries.entrySet().stream()
            .collect(Collectors.toMap(
                Map.Entry::getKey, entry -> List.copyOf(entry.getValue().values()))));
  }

  @Override
  public synchronized void write(Collection<Alert> changed, Collection<AlertLabels> gone) {
    gone.forEach(alerts::remove);
    changed.forEach(alert -> alerts.put(alert.labels(), alert));
  }

  @Override
  public synchronized void delivered(String receiver, Collection<AlertDelivery> taken) {
    taken.forEach(delivery -> deliveries
        .computeIfAbsent(receiver, name -> new TreeMap<>())
        .put(delivery.labels(), delivery));
  }

  @Override
  public synchronized void forget(String receiver, Collection<AlertLabels> gone) {
    deliveries.getOrDefault(receiver, new TreeMap<>()).keySet().removeAll(gone);
  }

  @Override
  public void sent(String receiver, int count, Duration took) {
    sent.addAndGet(count);
  }

  @Override
  public void failed(String receiver, int count) {
    failed.addAndGet(count);
  }

  @Override
  public void dropped(String receiver, int count) {
    dropped.addAndGet(count);
  }
}
