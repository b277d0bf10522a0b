package io.icewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "1, 1ms",
    "999, 999ms",
    "1000, 1s",
    "59999, 59s",
    "60000, 1m",
    "192000, 3m12s",
    "3599000, 59m59s",
    "3600000, 1h",
    "3660000, 1h1m",
    "86399000, 23h59m",
    "86400000, 1d",
    "93600000, 1d2h",
    "34560000000, 400d"
  })
  void twoUnitsAtMost(long millis, String text) {
    assertThat(HumanDuration.text(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
