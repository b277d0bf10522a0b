package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryStateTest {
  private static final Optional<String> REFUSED = Optional.of("unreachable: connection refused");

  private static DiscoveryState state(
      int tables, int missing, int dropped, int unusable, Optional<String> failure) {
    return new DiscoveryState(
        tables, missing, dropped, unusable, Optional.of(Instant.EPOCH), failure);
  }

  private static DiscoveryState counts(int tables, int missing, int dropped, int unusable) {
    return state(tables, missing, dropped, unusable, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | no table discovered beside the named ones",
        "1 | 1 table discovered",
        "2 | 2 tables discovered"
      })
  void theTablesAreCountedAsPeopleCount(int tables, String words) {
    assertThat(counts(tables, 0, 0, 0).words()).isEqualTo(words);
  }

  @Test
  void whatIsAmissIsToldWithItsNumberAndOnlyThen() {
    assertThat(counts(9, 1, 0, 0).words())
        .isEqualTo("9 tables discovered, 1 of them not in the last list");
    assertThat(counts(9, 0, 2, 0).words())
        .isEqualTo("9 tables discovered, 2 more left out by discover.maxTables");
    assertThat(counts(9, 0, 0, 3).words())
        .isEqualTo("9 tables discovered, 3 listed by names that cannot be watched");
    assertThat(state(9, 0, 0, 0, REFUSED).words())
        .isEqualTo(
            "9 tables discovered, the last list did not come: unreachable: connection refused");
  }

  @Test
  void nobodyMayBeMissedUnlessTheCapOrAFailureHidesHim() {
    assertThat(counts(9, 1, 0, 3).incomplete()).isFalse();
    assertThat(counts(9, 0, 1, 0).incomplete()).isTrue();
    assertThat(state(9, 0, 0, 0, REFUSED).incomplete()).isTrue();
    assertThat(DiscoveryState.initial(9).incomplete()).isFalse();
  }

  @Test
  void noMoreAreMissingThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts(1, 2, 0, 0))
        .withMessage("missing: 2 (expected: 0 to 1)");
  }
}
