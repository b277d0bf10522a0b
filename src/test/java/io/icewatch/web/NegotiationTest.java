package io.icewatch.web;

import static io.icewatch.web.MetricsSource.Exposition.OPENMETRICS;
import static io.icewatch.web.MetricsSource.Exposition.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
  private static final String PROMETHEUS_2 =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  private static final String PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
          + "*/*;q=0.2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PROMETHEUS_2,
        PROMETHEUS_3,
        "application/openmetrics-text",
        "application/openmetrics-text; version=\"1.0.0\"; charset=utf-8",
        "text/plain;q=0.5, application/*",
        "APPLICATION/OPENMETRICS-TEXT;Q=0.9, text/plain;q=0.8",
        "application/openmetrics-text, text/plain",
        "text/plain;q=0, */*;q=0.1",
      })
  void openMetricsIsWrittenForThoseWhoPreferIt(String accept) {
    assertThat(Negotiation.exposition(Optional.of(accept))).isEqualTo(OPENMETRICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "*/*;q=2",
        "text/*",
        "text/plain",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/openmetrics-text;q=0, text/plain",
        "application/openmetrics-text;q=0, */*",
        "application/openmetrics-text;version=9.9.9, */*;q=0.1",
        "application/openmetrics-text;q=0.2, text/plain;version=0.0.4;q=0.5",
        "text/plain;version=0.0.4;q=1;*/*;q=0.1",
        ",,;q=1,*/*",
        "text/plain;q=unreadable",
        "*/*;q=0",
        "application/json",
        "text/plain;q=0, application/openmetrics-text;q=0",
      })
  void textIsWrittenForAllOthers(String accept) {
    assertThat(Negotiation.exposition(Optional.of(accept))).isEqualTo(TEXT);
  }

  @Test
  void textIsWrittenForThoseWhoSayNothing() {
    assertThat(Negotiation.exposition(Optional.empty())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP;q=0.5|true",
        "x-gzip|true",
        "gzip, deflate, br|true",
        "br;q=1.0, gzip;q=0.8, *;q=0.1|true",
        "*|true",
        "identity;q=0.5, gzip|true",
        "gzip;q=0|false",
        "gzip;q=0.000|false",
        "*;q=0|false",
        "gzip;q=0, *|false",
        "gzip;q=0.2, identity|false",
        "identity|false",
        "br|false",
        "''|false",
      })
  void gzipIsSentToThoseWhoPreferIt(String acceptEncoding, boolean gzip) {
    assertThat(Negotiation.gzip(Optional.of(acceptEncoding))).isEqualTo(gzip);
  }
}
