package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotaTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private static Rota<String> rota(int tables, long start) {
    Rota<String> rota = new Rota<>();
    Spread spread = new Spread(tables, 0.3, 100);
    for (int i = 0; i < tables; i++) {
      rota.add("t" + i, i, INTERVAL, spread, start);
    }
    return rota;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 20 * SECOND, Long.MIN_VALUE})
  void everyTableHasItsTurnOnceAnInterval(long start) {
    Rota<String> rota = rota(50, start);
    Map<String, Integer> turns = new HashMap<>();
    for (int second = 0; second < 150; second++) {
      rota.due(start + second * SECOND).forEach(table -> turns.merge(table, 1, Integer::sum));
    }
    assertThat(turns).hasSize(50).allSatisfy((table, n) -> assertThat(n).isBetween(10, 11));
  }

  @Test
  void turnsAreSpreadOverTheInterval() {
    Rota<String> rota = rota(150, 0);
    for (int second = 0; second <= 30; second++) {
      long now = second * SECOND;
      rota.due(now).forEach(table -> rota.ended(table, INTERVAL, now));
    }
    List<Integer> perSecond = new ArrayList<>();
    for (int second = 31; second <= 45; second++) {
      perSecond.add(rota.due(second * SECOND).size());
    }
    assertThat(perSecond).allSatisfy(n -> assertThat(n).isBetween(9, 11));
  }

  @Test
  void aFewTablesAllHaveTheirFirstTurnWithinASecond() {
    assertThat(rota(7, 0).due(SECOND)).hasSize(7);
  }

  @Test
  void aShorterIntervalBringsTheNextTurnForward() {
    Rota<String> rota = rota(1, 0);
    rota.due(0);
    rota.ended("t0", Duration.ofSeconds(5), SECOND);
    assertThat(rota.due(5 * SECOND)).isEmpty();
    assertThat(rota.due(6 * SECOND)).containsExactly("t0");
    assertThat(rota.due(10 * SECOND)).isEmpty();
    assertThat(rota.due(11 * SECOND)).containsExactly("t0");
  }

  @Test
  void turnsMissedWhileTheMachineSleptAreNotMadeUp() {
    Rota<String> rota = rota(1, 0);
    rota.due(0);
    assertThat(rota.due(3600 * SECOND)).hasSize(1);
    assertThat(rota.due(3600 * SECOND + SECOND / 100)).isEmpty();
  }

  @Test
  void whoLeavesHasNoMoreTurnsAndWhoIsPlacedAnewHasNoneOfHisOldPlace() {
    Rota<String> rota = rota(2, 0);
    rota.remove("t0");
    rota.remove("nobody");
    rota.add("t1", 0, INTERVAL, new Spread(1, 0.3, 100), 2 * SECOND);
    assertThat(rota.due(SECOND)).isEmpty();
    assertThat(rota.due(2 * SECOND)).containsExactly("t1");
    rota.remove("t1");
    rota.ended("t1", INTERVAL, 3 * SECOND);
    rota.hurry("t1", 3 * SECOND);
    assertThat(rota.due(3600 * SECOND)).isEmpty();
    assertThat(rota.untilNext(3600 * SECOND)).isEmpty();
  }

  @Test
  void theWaitIsUntilTheNextTurn() {
    Rota<String> rota = rota(1, 0);
    assertThat(rota.untilNext(0)).hasValue(0);
    rota.due(0);
    long wait = rota.untilNext(0).orElseThrow();
    assertThat(rota.due(wait - 1)).isEmpty();
    assertThat(rota.due(wait)).hasSize(1);
    assertThat(new Rota<String>().untilNext(0)).isEmpty();
  }
}
