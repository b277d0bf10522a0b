package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT-5S, 0s",
    "PT0.999S, 0s",
    "PT59S, 59s",
    "PT60S, 1m",
    "PT192S, 3m 12s",
    "PT59M59S, 59m 59s",
    "PT1H, 1h",
    "PT1H0M59S, 1h",
    "PT26H5M, 1d 2h",
    "P400D, 400d",
  })
  void theTwoLargestUnitsAreShown(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }
}
