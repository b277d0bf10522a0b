package io.icewatch.metrics;

import io.prometheus.client.exporter.common.TextFormat;

/** A way to write metrics down. */
public enum Format {
  /** The Prometheus text format 0.0.4. */
  TEXT(TextFormat.CONTENT_TYPE_004),
  /** OpenMetrics 1.0.0. */
  OPENMETRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100);

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /** The value of the Content-Type header. */
  public String contentType() {
    return contentType;
  }

  /** The HELP and TYPE lines of a family; OpenMetrics names a counter without its suffix. */
  String header(Family family) {
    String name = family.sampleName();
    String type = family.counter() ? "counter" : "gauge";
    if (this == OPENMETRICS && family.counter()) {
      name = name.substring(0, name.length() - "_total".length());
    }
    String help = "# HELP " + name + " " + family.help() + "\n";
    String typed = "# TYPE " + name + " " + type + "\n";
    return this == OPENMETRICS ? typed + help : help + typed;
  }
}
