package io.icewatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-1, -1",
    "9, 9",
    "10, 10",
    "1795353774.844, 1795353774.844",
    "1795353774.84, 1795353774.84",
    "1795353774.8, 1795353774.8",
    "1795353774, 1795353774",
    "0.001, 0.001",
    "-0.25, -0.25",
    "-1.5, -1.5",
    "9007199254740991, 9007199254740991",
    "9007199254740992, 9007199254740992",
    "1e300, 1" + TextTest.ZEROS_300,
    "0.0001, 0.00010",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void numbersAreWrittenWithoutExponent(double value, String written) {
    assertThat(number(value)).isEqualTo(written);
  }

  @Test
  void aNumberParsesToTheSameDouble() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      double value = switch (i % 4) {
        case 0 -> random.nextLong(1L << 53) / 1000.0;
        case 1 -> random.nextLong(2_000_000_000_000L) / 1000.0;
        case 2 -> random.nextLong();
        default -> Double.longBitsToDouble(random.nextLong());
      };
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(number(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void itGrows() {
    Text text = new Text(1);
    for (int i = 0; i < 1000; i++) {
      text.put("ab").number(i).put('\n');
    }
    assertThat(new String(text.copy(), StandardCharsets.UTF_8)).endsWith("ab998\nab999\n");
  }

  private static String number(double value) {
    return new String(new Text(0).number(value).copy(), StandardCharsets.UTF_8);
  }

  private static final String ZEROS_10 = "0000000000";
  private static final String ZEROS_100 = ZEROS_10 + ZEROS_10 + ZEROS_10 + ZEROS_10 + ZEROS_10
      + ZEROS_10 + ZEROS_10 + ZEROS_10 + ZEROS_10 + ZEROS_10;
  static final String ZEROS_300 = ZEROS_100 + ZEROS_100 + ZEROS_100;
}
