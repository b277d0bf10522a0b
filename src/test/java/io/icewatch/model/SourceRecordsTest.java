package io.icewatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRecordsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3600);

  private static Pending waitingSince(Pending.Since since) {
    Counted some = Counted.atLeast(1);
    return new Pending(some, some, some, some, some, Optional.of(since));
  }

  @Test
  void aCountIsExactWhenItsBoundsMeet() {
    assertThat(Counted.exactly(5).exact()).isTrue();
    assertThat(Counted.exactly(5).value()).hasValue(5);
    assertThat(Counted.between(3, 8).exact()).isFalse();
    assertThat(Counted.between(3, 8).value()).isEmpty();
    assertThat(Counted.atLeast(3).exact()).isFalse();
  }

  @Test
  void aCountContainsWhatLiesWithinItsBounds() {
    assertThat(Counted.between(3, 8).contains(2)).isFalse();
    assertThat(Counted.between(3, 8).contains(3)).isTrue();
    assertThat(Counted.between(3, 8).contains(8)).isTrue();
    assertThat(Counted.between(3, 8).contains(9)).isFalse();
    assertThat(Counted.atLeast(3).contains(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void aSumIsBoundedWhereBothPartsAre() {
    assertThat(Counted.exactly(1).plus(Counted.between(2, 4))).isEqualTo(Counted.between(3, 5));
    assertThat(Counted.exactly(1).plus(Counted.atLeast(2))).isEqualTo(Counted.atLeast(3));
    assertThat(Counted.atLeast(1).plus(Counted.exactly(2))).isEqualTo(Counted.atLeast(3));
  }

  @Test
  void aCountIsWrittenWithItsBounds() {
    assertThat(Counted.exactly(5)).hasToString("5");
    assertThat(Counted.between(3, 8)).hasToString("3..8");
    assertThat(Counted.atLeast(3)).hasToString("3..");
  }

  @Test
  void aCountWhoseBoundsCrossIsRefused() {
    assertThatThrownBy(() -> new Counted(4, OptionalLong.of(3)))
        .hasMessage("high: 3 (expected: at least low, 4)");
    assertThatThrownBy(() -> Counted.atLeast(-1)).hasMessageContaining("low: -1");
  }

  @Test
  void theLagIsKnownOnlyWhereItsStartIsExact() {
    assertThat(Pending.none().lag()).isEqualTo(new Lag.CaughtUp());
    assertThat(waitingSince(Pending.Since.exactly(NOON)).lag()).isEqualTo(new Lag.Behind(NOON));
    assertThat(
            waitingSince(new Pending.Since(Optional.of(NOON), Optional.of(ONE))).lag())
        .isEqualTo(new Lag.Unknown(
            "data waits since 2026-03-01T12:00:00Z at the earliest and 2026-03-01T13:00:00Z"
                + " at the latest"));
    assertThat(
            waitingSince(new Pending.Since(Optional.empty(), Optional.empty())).lag())
        .isEqualTo(new Lag.Unknown("data waits since ? at the earliest and ? at the latest"));
  }

  @Test
  void boundsOfAStartContainWhatLiesBetweenThem() {
    Pending.Since between = new Pending.Since(Optional.of(NOON), Optional.of(ONE));
    assertThat(between.exact()).isFalse();
    assertThat(between.contains(NOON.minusMillis(1))).isFalse();
    assertThat(between.contains(NOON)).isTrue();
    assertThat(between.contains(ONE)).isTrue();
    assertThat(between.contains(ONE.plusMillis(1))).isFalse();
    assertThat(new Pending.Since(Optional.empty(), Optional.empty()).contains(NOON))
        .isTrue();
    assertThat(new Pending.Since(Optional.empty(), Optional.empty()).exact()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", ".orders", "sales."})
  void aSourceTableWithoutANamespaceIsRefused(String table) {
    assertThatThrownBy(() -> new SourceTable("lake", table, SourceTable.MAIN))
        .hasMessage("table: '" + table + "' (expected: namespace.name, such as sales.orders)");
  }

  @Test
  void limitsOfACatalogAreBounded() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new CatalogSettings.Limits(0, 1, second, second, 0))
        .hasMessage("maxConcurrent: 0 (expected: 1 to 64)");
    assertThatThrownBy(() -> new CatalogSettings.Limits(1, 1001, second, second, 0))
        .hasMessage("requestsPerSecond: 1001 (expected: 1 to 1000)");
    assertThatThrownBy(() -> new CatalogSettings.Limits(1, 1, second, second, -1))
        .hasMessageContaining("maxManifestLists: -1");
  }
}
