package io.icewatch.metrics;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The families of one table alone, and how asking about it just now went. */
public final class ProbeExposition {
  private ProbeExposition() {}

  /**
   * Renders them as {@link Exposition} does those of the fleet.
   *
   * @param success whether every answer was usable and came in time
   * @param took until the last answer, or until nobody waited for it any more
   * @param checkpointInfo whether to write {@code checkpoint_info}
   */
  public static Rendered render(
      TableState table,
      Instant now,
      boolean success,
      Duration took,
      boolean checkpointInfo,
      Format format,
      boolean compressed) {
    CollectorRegistry registry = new CollectorRegistry();
    Gauge.build(
            "probe_success",
            "Whether every question about the table was answered usably and in time (1) or not (0).")
        .register(registry)
        .set(success ? 1 : 0);
    Gauge.build("probe_duration_seconds", "How long the questions took, in seconds.")
        .register(registry)
        .set(took.toNanos() / 1e9);
    Snapshot alone = new Snapshot(1, List.of(table), List.of());
    return new Exposition(() -> alone, () -> now, registry, checkpointInfo)
        .render(format, compressed);
  }
}
