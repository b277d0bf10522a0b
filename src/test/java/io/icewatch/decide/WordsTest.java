package io.icewatch.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.DurationText;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "59, 59s",
    "60, 1m",
    "200, 3m20s",
    "3600, 1h",
    "3661, 1h1m",
    "86400, 1d",
    "187200, 2d4h"
  })
  void aDurationIsToldInItsTwoLargestUnits(long seconds, String words) {
    assertThat(DurationText.of(Duration.ofSeconds(seconds))).isEqualTo(words);
  }
}
