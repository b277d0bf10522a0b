package io.icewatch.metrics;

import io.icewatch.model.WebFileStanding;
import io.icewatch.model.WebTraffic;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the web server is at, and how its config file stands, read at each scrape. */
public final class WebCollector extends Collector {
  private final Supplier<WebTraffic> traffic;
  private final Supplier<Optional<WebFileStanding>> file;

  /**
   * @param file empty without a web config file
   */
  public WebCollector(Supplier<WebTraffic> traffic, Supplier<Optional<WebFileStanding>> file) {
    this.traffic = traffic;
    this.file = file;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    WebTraffic now = traffic.get();
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(new GaugeMetricFamily(
        "icewatch_web_connections", "Connections to the web server.", now.connections()));
    CounterMetricFamily refused = new CounterMetricFamily(
        "icewatch_web_refused",
        "Requests and connections that the web server did not serve as asked, by reason.",
        List.of("reason"));
    new TreeMap<>(now.refused())
        .forEach((reason, count) -> refused.addMetric(List.of(reason), count));
    families.add(refused);
    file.get().ifPresent(standing -> {
      families.add(new GaugeMetricFamily(
          "icewatch_web_config_last_reload_successful",
          "Whether what the web config file says is in force (1), or an earlier one is, because it"
              + " cannot be used (0).",
          standing.successful() ? 1 : 0));
      families.add(new GaugeMetricFamily(
          "icewatch_web_config_last_reload_success_timestamp_seconds",
          "When the web config file was last put in force, in unix seconds.",
          seconds(standing.since())));
      standing
          .expiry()
          .ifPresent(expiry -> families.add(new GaugeMetricFamily(
              "icewatch_web_certificate_expiry_timestamp_seconds",
              "When the certificate that the web server presents expires, in unix seconds.",
              seconds(expiry))));
    });
    return families;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
