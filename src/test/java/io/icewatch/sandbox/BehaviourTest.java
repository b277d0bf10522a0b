package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BehaviourTest {
  @ParameterizedTest
  @CsvSource({
    "HEALTHY,0,0,FINISH",
    "HEALTHY,0,2,INGEST",
    "HEALTHY,2,2,FINISH",
    "SLOW,1,2,INGEST",
    "SLOW,2,2,FINISH",
    "FAILING,0,0,FINISH",
    "FAILING,0,1,FAIL",
    "FAILING,1,4,INGEST",
    "FAILING,2,4,FAIL",
    "FAILING,10,99,FAIL",
    "STUCK,0,0,WAIT",
    "STUCK,1,4,INGEST",
    "STUCK,2,4,WAIT",
    "STUCK,4,4,WAIT",
    "STUCK,9,99,INGEST",
    "SKIPPING,0,0,FINISH",
    "SKIPPING,0,2,INGEST",
    "SKIPPING,1,2,SKIP",
    "SKIPPING,2,2,FINISH",
  })
  void aRunGoesOnAsItsTableBehaves(Behaviour behaviour, int taken, int files, Step expected) {
    assertThat(behaviour.next(taken, files)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void everyBehaviourIsFoundByItsWord(Behaviour behaviour) {
    assertThat(Behaviour.of(behaviour.word())).isEqualTo(behaviour);
  }

  @Test
  void onlySlowTakesLonger() {
    assertThat(Behaviour.SLOW.slowdown()).isEqualTo(20);
    assertThat(Behaviour.STUCK.slowdown()).isEqualTo(1);
  }
}
