package io.icewatch;

import io.icewatch.metrics.Exposition;
import io.icewatch.metrics.Format;
import io.icewatch.metrics.Rendered;
import io.icewatch.web.MetricsSource;
import java.util.function.Function;

/** What scrapes are answered with, in whatever form the configuration wants it now. */
final class Scrapes {
  private final Function<Boolean, Exposition> expositions;
  private boolean checkpointInfo;
  private volatile Exposition exposition;

  /**
   * @param expositions one with or without {@code checkpoint_info}
   */
  Scrapes(Function<Boolean, Exposition> expositions, boolean checkpointInfo) {
    this.expositions = expositions;
    this.checkpointInfo = checkpointInfo;
    this.exposition = expositions.apply(checkpointInfo);
  }

  synchronized void checkpointInfo(boolean wanted) {
    if (wanted != checkpointInfo) {
      checkpointInfo = wanted;
      exposition = expositions.apply(wanted);
    }
  }

  synchronized boolean checkpointInfo() {
    return checkpointInfo;
  }

  /** The answer to a scrape. */
  MetricsSource.Scrape scrape(MetricsSource.Exposition asked, boolean gzip) {
    return answer(exposition.render(format(asked), gzip));
  }

  static Format format(MetricsSource.Exposition asked) {
    return switch (asked) {
      case TEXT -> Format.TEXT;
      case OPENMETRICS -> Format.OPENMETRICS;
    };
  }

  static MetricsSource.Scrape answer(Rendered rendered) {
    return new MetricsSource.Scrape(rendered.contentType(), rendered.pages(), rendered.length());
  }
}
