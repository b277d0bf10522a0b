package io.icewatch.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The daemon's own families as text, through simpleclient; they are few. */
final class DaemonText {
  private DaemonText() {}

  /** All families of the registry by name; OpenMetrics ends with its end mark. */
  static String of(CollectorRegistry registry, Format format) {
    List<MetricFamilySamples> families = Collections.list(registry.metricFamilySamples()).stream()
        .map(DaemonText::withoutCreated)
        .sorted(Comparator.comparing(family -> family.name))
        .toList();
    StringWriter text = new StringWriter(16 * 1024);
    try {
      switch (format) {
        case TEXT -> TextFormat.write004(text, Collections.enumeration(families));
        case OPENMETRICS -> TextFormat.writeOpenMetrics100(text, Collections.enumeration(families));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static MetricFamilySamples withoutCreated(MetricFamilySamples family) {
    String created = family.name + "_created";
    return new MetricFamilySamples(
        family.name,
        family.unit,
        family.type,
        family.help,
        family.samples.stream().filter(sample -> !sample.name.equals(created)).toList());
  }
}
