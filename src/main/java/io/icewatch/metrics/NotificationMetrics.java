package io.icewatch.metrics;

import io.icewatch.model.AlertListener;
import io.icewatch.model.NotificationQueue;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the daemon's own notifications, under the names that Prometheus has for its own. */
public final class NotificationMetrics implements AlertListener {
  private static final String RECEIVER = "alertmanager";
  private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30};

  private final Counter sent;
  private final Counter errors;
  private final Counter dropped;
  private final Histogram latency;
  private volatile int discovered;

  /**
   * @param registry where the families are registered
   * @param alertmanagers their addresses
   * @param webhooks their names
   */
  public NotificationMetrics(
      CollectorRegistry registry, List<String> alertmanagers, List<String> webhooks) {
    sent = Children.register(
        Counter.build(
                "icewatch_notifications_sent_total",
                "Alerts in requests to an Alertmanager, or a webhook, whatever came of them.")
            .labelNames(RECEIVER)
            .create(),
        registry);
    errors = Children.register(
        Counter.build(
                "icewatch_notifications_errors_total",
                "Alerts in requests that the Alertmanager, or the webhook, did not take; they are tried"
                    + " again.")
            .labelNames(RECEIVER)
            .create(),
        registry);
    dropped = Children.register(
        Counter.build(
                "icewatch_notifications_dropped_total",
                "Alerts that were given up because the queue was full, the receiver refused them, or the"
                    + " daemon ended; while they fire they are queued again.")
            .labelNames(RECEIVER)
            .create(),
        registry);
    latency = Children.register(
        Histogram.build(
                "icewatch_notifications_latency_seconds",
                "How long a request took until its answer, a failure or the time-out, in seconds.")
            .labelNames(RECEIVER)
            .buckets(SECONDS)
            .create(),
        registry);
    receivers(alertmanagers, webhooks);
    new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        return List.of(new GaugeMetricFamily(
            "icewatch_notifications_alertmanagers_discovered",
            "Alertmanagers that are told of alerts, webhooks left out.",
            discovered));
      }
    }.register(registry);
  }

  /**
   * Counts for these from now on; those of others are dropped.
   *
   * @param alertmanagers their addresses
   * @param webhooks their names
   */
  public final void receivers(List<String> alertmanagers, List<String> webhooks) {
    Set<String> names =
        Stream.concat(alertmanagers.stream(), webhooks.stream()).collect(Collectors.toSet());
    for (SimpleCollector<?> family : List.of(sent, errors, dropped, latency)) {
      Children.remove(family, labels -> !names.contains(labels.get(0)));
    }
    for (String name : names) {
      sent.labels(name);
      errors.labels(name);
      dropped.labels(name);
      latency.labels(name);
    }
    discovered = alertmanagers.size();
  }

  /** Adds the length and the capacity of each queue, read at each scrape. */
  public static void registerQueues(
      CollectorRegistry registry, Supplier<List<NotificationQueue>> queues) {
    new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        GaugeMetricFamily length = new GaugeMetricFamily(
            "icewatch_notifications_queue_length",
            "Notices that wait to be sent.",
            List.of(RECEIVER));
        GaugeMetricFamily capacity = new GaugeMetricFamily(
            "icewatch_notifications_queue_capacity",
            "Notices that can wait to be sent.",
            List.of(RECEIVER));
        List<NotificationQueue> all = queues.get();
        if (all.isEmpty()) {
          return List.of();
        }
        for (NotificationQueue queue : all) {
          length.addMetric(List.of(queue.receiver()), queue.length());
          capacity.addMetric(List.of(queue.receiver()), queue.capacity());
        }
        return List.of(length, capacity);
      }
    }.register(registry);
  }

  @Override
  public void sent(String receiver, int alerts, Duration took) {
    sent.labels(receiver).inc(alerts);
    latency.labels(receiver).observe(took.toNanos() / 1e9);
  }

  @Override
  public void failed(String receiver, int alerts) {
    errors.labels(receiver).inc(alerts);
  }

  @Override
  public void dropped(String receiver, int alerts) {
    dropped.labels(receiver).inc(alerts);
  }
}
