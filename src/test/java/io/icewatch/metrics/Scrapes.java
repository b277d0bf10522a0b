package io.icewatch.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What a scraper makes of an exposition. */
final class Scrapes {
  private Scrapes() {}

  static byte[] bytes(Rendered rendered) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    rendered.pages().forEach(all::writeBytes);
    return all.toByteArray();
  }

  static String text(Rendered rendered) {
    byte[] bytes = bytes(rendered);
    return new String(rendered.compressed() ? unzipped(bytes) : bytes, StandardCharsets.UTF_8);
  }

  static byte[] unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same families as simpleclient writes them. */
  static String oracle(List<MetricFamilySamples> families, Format format) {
    StringWriter text = new StringWriter();
    try {
      if (format == Format.TEXT) {
        TextFormat.write004(text, Collections.enumeration(families));
      } else {
        TextFormat.writeOpenMetrics100(text, Collections.enumeration(families));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
