package io.icewatch.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Instant;

/** How the last reading of the configuration went, under the names that Prometheus has for its own. */
public final class ReloadMetrics {
  private final Gauge successful;
  private final Gauge succeededAt;

  /**
   * @param registry where the families are registered
   * @param started when the configuration was read that the daemon started by
   */
  public ReloadMetrics(CollectorRegistry registry, Instant started) {
    successful = Gauge.build(
            "icewatch_config_last_reload_successful",
            "Whether the configuration was good (1) or refused (0) when it was read last, at the"
                + " start or by a reload.")
        .register(registry);
    succeededAt = Gauge.build(
            "icewatch_config_last_reload_success_timestamp_seconds",
            "Unix time when the configuration that is in force was read.")
        .register(registry);
    reloaded(true, started);
  }

  /** Notes a reading. */
  public void reloaded(boolean good, Instant at) {
    successful.set(good ? 1 : 0);
    if (good) {
      succeededAt.set(at.toEpochMilli() / 1000.0);
    }
  }
}
