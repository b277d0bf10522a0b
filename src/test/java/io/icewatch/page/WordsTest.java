package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
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
    assertThat(Words.duration(duration)).isEqualTo(text);
  }

  @Test
  void aMomentIsToldWithItsDistance() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(Words.ago(now.minusMillis(1_500), now)).isEqualTo("2026-11-22T11:59:58Z, 1s ago");
    assertThat(Words.ago(now.plusSeconds(60), now)).isEqualTo("2026-11-22T12:01:00Z, in 1m");
  }

  @Test
  void whatTheOtherSideBrokeIsOneLine() {
    assertThat(Words.line(" a\r\n\t b\u0000c ")).isEqualTo("a b c");
  }

  @Test
  void numbersAreGroupedAndOneTableIsOne() {
    assertThat(Words.count(1, "table")).isEqualTo("1 table");
    assertThat(Words.count(12_345, "table")).isEqualTo("12,345 tables");
    assertThat(Words.count(0, "table")).isEqualTo("0 tables");
  }
}
