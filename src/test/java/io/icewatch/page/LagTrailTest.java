package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Health;
import io.icewatch.model.Lag;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.web.WebFleet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagTrailTest {
  private static final TableId TABLE = new TableId("prod", "t");
  private static final Duration STEP = LagTrail.FIRST_STEP;

  private final LagTrail trail = new LagTrail();
  private Instant now = WebFleet.NOW;

  @Test
  void itBeginsEmpty() {
    assertThat(trail.of(TABLE).seconds()).isEmpty();
  }

  @Test
  void eachStepHasItsHighestLag() {
    note(10);
    now = now.plus(STEP.dividedBy(2));
    note(30);
    note(20);
    later(1);
    note(5);
    assertThat(trail.of(TABLE).seconds()).containsExactly(30f, 5f);
    assertThat(trail.of(TABLE).from()).isEqualTo(WebFleet.NOW);
  }

  @Test
  void anUnknownAndAStepThatWasMissedAreGapsAndNeverZero() {
    note(10);
    later(1);
    trail.sample(
        WebFleet.of(WebFleet.table("t", Health.UNKNOWN, "refused", new Lag.Unknown("refused"))),
        now);
    later(2);
    note(0);
    assertThat(trail.of(TABLE).seconds()).containsExactly(10f, Float.NaN, Float.NaN, 0f);
  }

  @Test
  void whenItIsFullItsStepsAreDoubledUntilItReachesSixHours() {
    for (int i = 0; i < LagTrail.SAMPLES; i++) {
      note(i);
      later(1);
    }
    note(1_000);
    LagTrail.Trail halved = trail.of(TABLE);
    assertThat(halved.step()).isEqualTo(STEP.multipliedBy(2));
    assertThat(halved.seconds()).hasSize(91).startsWith(1f, 3f, 5f).endsWith(179f, 1_000f);
    for (int i = 0; i < 10_000; i++) {
      later(1);
      note(i);
    }
    LagTrail.Trail grown = trail.of(TABLE);
    assertThat(grown.step()).isEqualTo(LagTrail.LAST_STEP);
    assertThat(grown.seconds()).hasSize(LagTrail.SAMPLES).doesNotContain(Float.NaN);
    assertThat(grown.seconds().get(179)).isEqualTo(9_999f);
    assertThat(grown.from()).isBetween(now.minus(Duration.ofHours(6)), now.minusSeconds(21_400));
  }

  @Test
  void aTableThatLeftIsForgottenAndOneThatComesBeginsWithAGap() {
    note(10);
    later(1);
    Snapshot other = WebFleet.of(WebFleet.behind("other", 7));
    trail.sample(other, now);
    assertThat(trail.of(TABLE).seconds()).isEmpty();
    assertThat(trail.of(new TableId("prod", "other")).seconds()).hasSize(2).startsWith(Float.NaN);
    note(3);
    assertThat(trail.of(TABLE).seconds()).containsExactly(Float.NaN, 3f);
  }

  @Test
  void aClockThatIsSetBackOrADayAheadBeginsItAnew() {
    note(10);
    later(3);
    note(20);
    now = now.minusSeconds(3600);
    note(30);
    assertThat(trail.of(TABLE).seconds()).containsExactly(30f);
    now = now.plus(Duration.ofDays(1));
    note(40);
    assertThat(trail.of(TABLE).seconds()).containsExactly(40f);
  }

  @Test
  void aClockThatIsSetBackALittleGoesOn() {
    note(10);
    later(1);
    note(20);
    now = now.minusMillis(5);
    note(30);
    assertThat(trail.of(TABLE).seconds()).containsExactly(10f, 30f);
  }

  private void later(int steps) {
    now = now.plus(STEP.multipliedBy(steps));
  }

  private void note(int seconds) {
    Lag lag = new Lag.Behind(now.minusSeconds(seconds));
    // The states of the fixture hold for a minute only.
    trail.sample(WebFleet.of(WebFleet.at(now, "t", lag)), now);
  }
}
