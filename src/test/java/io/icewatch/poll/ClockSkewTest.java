package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
  @Property(tries = 500)
  void theEstimateIsWithinASecondOfTheTruth(
      @ForAll @IntRange(min = -100_000, max = 100_000) int skewMillis, @ForAll long seed) {
    Random random = new Random(seed);
    ClockSkew skew = new ClockSkew();
    Instant now = Instant.parse("2026-03-01T12:00:00.123Z");
    for (int i = 0; i < 30; i++) {
      now = now.plusMillis(random.nextInt(20_000));
      Duration half = Duration.ofMillis(random.nextInt(200));
      Instant date = now.plus(half).plusMillis(skewMillis).truncatedTo(ChronoUnit.SECONDS);
      skew.sample(date, now, now.plus(half).plus(half));
    }
    Duration error = skew.estimate().orElseThrow().minusMillis(skewMillis).abs();
    assertThat(error).isLessThanOrEqualTo(Duration.ofMillis(510));
  }

  @Test
  void thereIsNoEstimateBeforeTheFirstSample() {
    assertThat(new ClockSkew().estimate()).isEmpty();
  }
}
