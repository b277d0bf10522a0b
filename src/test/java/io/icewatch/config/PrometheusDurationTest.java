package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "1ms, 1",
    "500ms, 500",
    "15s, 15000",
    "015s, 15000",
    "5m, 300000",
    "1h30m, 5400000",
    "1d, 86400000",
    "1w, 604800000",
    "1y, 31536000000",
    "1y2w3d4h5m6s7ms, 33019506007",
    "1h0m, 3600000",
    "90m, 5400000"
  })
  void whatPrometheusAcceptsIsAccepted(String text, long millis) {
    assertThat(PrometheusDuration.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "15",
        "-1s",
        "+1s",
        "1.5h",
        "1h 30m",
        "30m1h",
        "1m1m",
        "1us",
        "1ns",
        "1M",
        "s",
        "1hs",
        "1S",
        "PT1H",
        "1s\n",
        "１s",
        "293y",
        "99999999999999999999s",
        "9223372036855ms"
      })
  void whatPrometheusRefusesIsRefused(String text) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "90000, 1m30s",
    "5400000, 1h30m",
    "7776000000, 90d",
    "604800000, 1w",
    "31536000000, 1y",
    "691200000, 8d",
    "1, 1ms",
    "90000000, 1d1h"
  })
  void theShortestFormIsWritten(long millis, String text) {
    assertThat(PrometheusDuration.format(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration))).contains(duration);
  }
}
