package io.icewatch.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What one scrape of 10,000 tables costs: CPU of the rendering thread, each time after the publishes
 * of 15 s of polling at the default cadences, against prometheus-metrics-core with the same samples.
 *
 * <p>Arguments: tables (10000), rounds (40).
 */
public final class ScrapeBench {
  private static final int SECONDS_BETWEEN = 15;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ScrapeBench() {}

  public static void main(String[] args) throws Exception {
    int tables = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    Moving now = new Moving(Instant.parse("2026-11-22T12:00:00.123Z"));
    BenchFleet fleet = new BenchFleet(tables, now.instant());
    CollectorRegistry daemon = new CollectorRegistry();
    new DaemonMetrics(daemon, "bench", "17");
    new DaemonCollector(fleet::snapshot, Optional::empty).register(daemon);
    DaemonMetrics.registerJvm(daemon);
    Exposition exposition = new Exposition(fleet::snapshot, now::instant, daemon, false);

    Rendered plain = exposition.render(Format.TEXT, false);
    System.out.printf(
        "tables %d, samples %d, text %.1f MB, gzip %.2f MB, pages %d%n",
        tables,
        Arrays.stream(Scrapes.text(plain).split("\n")).filter(line -> !line.startsWith("#")).count(),
        plain.length() / 1e6,
        exposition.render(Format.TEXT, true).length() / 1e6,
        plain.pages().size());

    double plainMs = measure("plain", rounds, fleet, now, () -> exposition.render(Format.TEXT, false));
    double gzipMs = measure("gzip", rounds, fleet, now, () -> exposition.render(Format.TEXT, true));
    measure("gzip, nothing polled", rounds, null, now, () -> exposition.render(Format.TEXT, true));

    FleetCollector simpleclient = new FleetCollector(fleet::snapshot, now::instant, false);
    measure(
        "simpleclient Collector + TextFormat",
        5,
        fleet,
        now,
        () -> Scrapes.oracle(simpleclient.collect(), Format.TEXT));
    PrometheusRegistry peer = peer(Parsed.samples(Scrapes.text(plain)));
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    double peerMs =
        measure(
            "prometheus-metrics-core 1.10",
            Math.max(5, rounds / 4),
            null,
            now,
            () -> {
              writer.write(new Discarded(), peer.scrape());
              return peer;
            });
    System.out.printf(
        "prometheus-metrics-core / icewatch: plain %.1f, gzip %.1f%n",
        peerMs / plainMs, peerMs / gzipMs);
  }

  private static double measure(
      String name, int rounds, BenchFleet fleet, Moving now, Callable<?> scrape) throws Exception {
    double[] ms = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      now.pass(Duration.ofSeconds(SECONDS_BETWEEN));
      if (fleet != null) {
        fleet.poll(BenchFleet.POLLS_A_SECOND * SECONDS_BETWEEN, now.instant());
      }
      long before = THREADS.getCurrentThreadCpuTime();
      scrape.call();
      if (round >= 0) {
        ms[round] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
      }
    }
    Arrays.sort(ms);
    System.out.printf(
        "%-40s ms of CPU: median %.1f, p90 %.1f, max %.1f%n",
        name, ms[rounds / 2], ms[rounds * 9 / 10], ms[rounds - 1]);
    return ms[rounds / 2];
  }

  private static PrometheusRegistry peer(List<Parsed.Sample> samples) {
    PrometheusRegistry registry = new PrometheusRegistry();
    Map<String, Gauge> gauges = new HashMap<>();
    Map<String, Counter> counters = new HashMap<>();
    for (Parsed.Sample sample : samples) {
      if (!sample.name().startsWith("pinot_")) {
        continue;
      }
      String[] names = sample.labels().keySet().toArray(String[]::new);
      String[] values = sample.labels().values().toArray(String[]::new);
      if (sample.name().endsWith("_total")) {
        counters
            .computeIfAbsent(
                sample.name(),
                name -> Counter.builder().name(name).help("h").labelNames(names).register(registry))
            .labelValues(values)
            .inc(sample.value());
      } else {
        gauges
            .computeIfAbsent(
                sample.name(),
                name ->
                    Gauge.builder()
                        .name(name.replace("table_info", "table_inf"))
                        .help("h")
                        .labelNames(names)
                        .register(registry))
            .labelValues(values)
            .set(sample.value());
      }
    }
    return registry;
  }

  private static final class Discarded extends OutputStream {
    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {}
  }

  private static final class Moving {
    private volatile Instant now;

    Moving(Instant start) {
      now = start;
    }

    Instant instant() {
      return now;
    }

    void pass(Duration duration) {
      now = now.plus(duration);
    }
  }
}
