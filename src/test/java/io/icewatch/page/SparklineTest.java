package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.LagThresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final LagThresholds THRESHOLDS =
      new LagThresholds(Duration.ofSeconds(10), Duration.ofSeconds(60));

  @Test
  void aGapBreaksTheLineAndASinglePointIsADot() {
    Sparkline line = drawn(0f, 5f, Float.NaN, 10f, Float.NaN);
    assertThat(line.path()).isEqualTo("M1.0 21.0L8.0 11.0M22.0 1.0h.1");
  }

  @Test
  void itIsAsHighAsTheThresholdAndHigherWhenTheLagIs() {
    assertThat(drawn(5f, 5f).warning()).isEqualTo("1.0");
    assertThat(drawn(40f, 0f).warning()).isEqualTo("16.0");
    assertThat(drawn(40f, 0f).path()).startsWith("M1.0 1.0L");
  }

  @Test
  void itSaysInWordsWhatItShows() {
    assertThat(drawn(5f, 125f).label()).isEqualTo("lag of the last 15s: at most 2m 5s");
    assertThat(drawn(Float.NaN).label()).isEqualTo("no lag known yet");
    assertThat(drawn(Float.NaN).empty()).isTrue();
    assertThat(drawn().empty()).isTrue();
  }

  @Test
  void manyStepsAreOnePointWithTheHighestOfThem() {
    Float[] seconds = Collections.nCopies(180, 1f).toArray(Float[]::new);
    seconds[100] = 10f;
    Sparkline line = drawn(seconds);
    assertThat(line.path().split("[ML]", -1)).hasSizeLessThanOrEqualTo(21);
    assertThat(line.path()).contains(" 1.0L");
  }

  private static Sparkline drawn(Float... seconds) {
    LagTrail.Trail trail =
        new LagTrail.Trail(Instant.EPOCH, Duration.ofMillis(7_500), Arrays.asList(seconds));
    return Sparkline.of(trail, THRESHOLDS, 30, 22);
  }
}
