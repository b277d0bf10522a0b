package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CountTextTest {
  @Test
  void oneThingIsSaidInTheSingular() {
    assertThat(CountText.of(1, "file")).isEqualTo("1 file");
    assertThat(CountText.of(0, "file")).isEqualTo("0 files");
    assertThat(CountText.of(Counted.exactly(1), "file")).isEqualTo("1 file");
    assertThat(CountText.of(OptionalLong.of(1), "file")).isEqualTo("1 file");
  }

  @Test
  void whatIsNotKnownExactlyIsSaidInThePlural() {
    assertThat(CountText.of(Counted.between(1, 8), "file")).isEqualTo("1..8 files");
    assertThat(CountText.of(Counted.atLeast(1), "file")).isEqualTo("1.. files");
    assertThat(CountText.of(OptionalLong.empty(), "file")).isEqualTo("an unknown number of files");
  }

  @Test
  void aRunSaysHowFarItIsAsFarAsThatIsKnown() {
    assertThat(RecordsTest.shown(OptionalLong.of(2), OptionalLong.of(1)).progress())
        .isEqualTo("1 segment of 2 files");
    assertThat(RecordsTest.shown(OptionalLong.of(1), OptionalLong.empty()).progress())
        .isEqualTo("an unknown number of segments of 1 file");
    assertThat(RecordsTest.shown(OptionalLong.empty(), OptionalLong.empty()).progress())
        .isEqualTo("an unknown number of segments");
  }
}
