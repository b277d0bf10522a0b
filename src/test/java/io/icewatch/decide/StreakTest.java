package io.icewatch.decide;

import static io.icewatch.decide.Cases.ID;
import static io.icewatch.decide.Cases.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Failure;
import io.icewatch.model.Lag;
import io.icewatch.model.LagSource;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreakTest {
  private static final Duration THRESHOLD = Duration.ofMinutes(30);

  private static StateBuilder behind(Instant statusAt, Instant filesAt) {
    return new StateBuilder(ID, statusAt).filesAt(filesAt).behindSince(NOW.minusSeconds(3_600));
  }

  private static Streak next(Streak before, StateBuilder state) {
    TableState table = state.build();
    return before.next(table, THRESHOLD, NOW);
  }

  @Test
  void eachObservationOfTheLagCountsOnce() {
    Streak one = next(Streak.none(), behind(NOW, NOW.minusSeconds(120)));
    Streak same = next(one, behind(NOW.minusSeconds(10), NOW.minusSeconds(120)));
    Streak two = next(same, behind(NOW, NOW.minusSeconds(60)));

    assertThat(one.length()).isEqualTo(1);
    assertThat(same).isEqualTo(one);
    assertThat(two.length()).isEqualTo(2);
  }

  @Test
  void aLookThatDoesNotSeeItBreaksTheStreak() {
    Streak one = next(Streak.none(), behind(NOW, NOW));

    assertThat(next(one, behind(NOW, NOW).behindSince(NOW.minus(THRESHOLD))))
        .isEqualTo(Streak.none());
    assertThat(next(one, behind(NOW, NOW).lag(new Lag.Unknown("?")))).isEqualTo(Streak.none());
    assertThat(next(one, behind(NOW.minusSeconds(301), NOW))).isEqualTo(Streak.none());
  }

  @Test
  void byTheCatalogEachOfItsAnswersCountsOnceWhateverElseIsReadAgain() {
    Instant checkpointAt = NOW.minusSeconds(100);
    StateBuilder first = behind(NOW, NOW.minusSeconds(40))
        .source(LagSource.CATALOG)
        .checkpointAt(checkpointAt)
        .sourceAt(NOW.minusSeconds(30));
    Streak one = next(Streak.none(), first);
    Streak recounted = next(one, first.filesAt(NOW.minusSeconds(1)));
    Streak reread = next(recounted, first.checkpointAt(NOW));
    Streak two = next(reread, first.checkpointAt(checkpointAt).sourceAt(NOW));

    assertThat(one.length()).isEqualTo(1);
    assertThat(recounted).isEqualTo(one);
    assertThat(reread).isEqualTo(one);
    assertThat(two.length()).isEqualTo(2);
  }

  @Test
  void whereNoFilesAreCountedTheFreshnessOfTheLagTells() {
    Streak one = next(Streak.none(), behind(NOW.minusSeconds(30), NOW).source(LagSource.CATALOG));
    Streak two = next(one, behind(NOW, NOW).source(LagSource.CATALOG));
    StateBuilder uncounted =
        behind(NOW.minusSeconds(20), NOW).filesFailed(new Failure.Unreachable("refused"));

    assertThat(
            next(one, behind(NOW.minusSeconds(30), NOW.minusSeconds(1)).source(LagSource.CATALOG)))
        .isEqualTo(one);
    assertThat(two.length()).isEqualTo(2);
    assertThat(next(two, uncounted).length()).isEqualTo(3);
    assertThat(next(next(two, uncounted), uncounted).length()).isEqualTo(3);
  }
}
