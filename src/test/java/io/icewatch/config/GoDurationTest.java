package io.icewatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1s, PT1S",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    "300ms, PT0.3S",
    "2µs, PT0.000002S",
    "1ns, PT0.000000001S",
    "1s1s, PT2S",
  })
  void goReadsItSo(String text, Duration meant) {
    assertThat(GoDuration.parse(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "-1s", "1d", "s", "1 s", "1e3s", "999999999999999999h", ".5s"})
  void thisIsNone(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
