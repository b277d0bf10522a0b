package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Property
  void theSecondTurnComesHalfToOneAndAHalfIntervalsAfterTheFirst(
      @ForAll @IntRange(min = 1, max = 20_000) int tables,
      @ForAll @DoubleRange(min = 0, max = 0.99) double offset,
      @ForAll @IntRange(min = 1, max = 5_000) int budget,
      @ForAll @IntRange(min = 1, max = 600) int seconds) {
    Duration interval = Duration.ofSeconds(seconds);
    Spread spread = new Spread(tables, offset, budget);
    for (int index : new int[] {0, tables / 2, tables - 1}) {
      Duration gap = spread.second(index, interval).minus(spread.first(index, interval));
      assertThat(gap).isBetween(interval.dividedBy(2), interval.multipliedBy(3).dividedBy(2));
    }
  }

  @Test
  void theFirstRoundTakesAsLongAsTheBudgetNeeds() {
    Spread spread = new Spread(1000, 0, 1000);
    assertThat(spread.first(500, Duration.ofSeconds(15))).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void aPatternThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Spread(0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tables: 0");
    assertThatThrownBy(() -> new Spread(1, 1, 1)).hasMessageContaining("offset: 1.0");
  }
}
