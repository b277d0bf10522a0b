package io.icewatch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Random histories in simulated time; {@link Oracle} holds every claim in every turn. */
class RandomHistoriesTest {
  private static final int TURNS_A_DAY = 86_400 / SimWorld.STEP;

  /** Days of ten tables for each seed; more with {@code -Dicewatch.simulatedDays}. */
  private static final int DAYS = Integer.getInteger("icewatch.simulatedDays", 3);

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.icewatch.trigger");

  /** Weeks of warnings would take longer to write than to live through. */
  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noClaimIsBrokenInAStorm(long seed) {
    SimWorld world = run(seed, SimWorld.Dice.STORMY);

    assertThat(world.oracle.calls()).isGreaterThan(5);
    assertThat(world.oracle.settledWell).isPositive();
    assertThat(world.oracle.settledInVain).isPositive();
    assertThat(world.oracle.circuitsOpened).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void noClaimIsBrokenWhilePeopleAskForRunsAndForceThem(long seed) {
    SimWorld world = run(seed, SimWorld.Dice.CROWDED);

    assertThat(world.oracle.forcedCalls).isGreaterThan(20);
    assertThat(world.oracle.calls()).isGreaterThan(world.oracle.forcedCalls + 5);
    assertThat(world.oracle.settledWell).isPositive();
    assertThat(world.oracle.settledInVain).isPositive();
  }

  @Test
  void noClaimIsBrokenInACalm() {
    assertThat(run(42, SimWorld.Dice.CALM).oracle.calls()).isGreaterThan(5);
  }

  private static SimWorld run(long seed, SimWorld.Dice dice) {
    SimWorld world = new SimWorld(seed, dice);
    try {
      for (int turn = 0; turn < DAYS * TURNS_A_DAY; turn++) {
        world.turn();
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + " " + e.getMessage(), e);
    }
    return world;
  }
}
