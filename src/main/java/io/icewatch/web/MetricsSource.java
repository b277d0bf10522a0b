package io.icewatch.web;

import java.util.List;

/** Where {@code /metrics} gets its text; called on the scrape workers, and may take some time. */
@FunctionalInterface
public interface MetricsSource {
  /** The text at this moment. */
  Scrape scrape(Exposition exposition, boolean gzip);

  /** The formats a scraper can ask for. */
  enum Exposition {
    /** The Prometheus text format 0.0.4. */
    TEXT,
    /** OpenMetrics 1.0.0. */
    OPENMETRICS
  }

  /**
   * An answer to a scraper.
   *
   * @param contentType the value of the Content-Type header
   * @param pages the body in pieces that are never written again
   * @param length of the body in bytes
   */
  record Scrape(String contentType, List<byte[]> pages, long length) {
    public Scrape {
      pages = List.copyOf(pages);
    }
  }
}
