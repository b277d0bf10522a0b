package io.icewatch.assess;

import static io.icewatch.assess.Story.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.CountChange;
import io.icewatch.model.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountLogTest {

  private static List<CountChange> log(long... counts) {
    List<CountChange> log = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      log.add(new CountChange(noonPlus(i), counts[i]));
    }
    return log;
  }

  private static List<CountChange> grown(int entries) {
    List<CountChange> log = List.of();
    for (int i = 0; i < entries; i++) {
      CountChange next = new CountChange(noonPlus(i), i);
      if (i == 0 || log.size() == History.COUNTS_KEPT) {
        log = new ArrayList<>(CountLog.with(log, next));
      } else {
        log.add(next);
      }
    }
    return log;
  }

  @Test
  void theSameCountAddsNothing() {
    List<CountChange> log = log(1, 2);

    assertThat(CountLog.with(log, new CountChange(noonPlus(9), 2))).isSameAs(log);
  }

  @Test
  void aFallLeavesTheEntryBeforeItAndItself() {
    CountChange fall = new CountChange(noonPlus(9), 1);

    assertThat(CountLog.with(log(1, 2, 3), fall))
        .containsExactly(new CountChange(noonPlus(2), 3), fall);
  }

  @Test
  void aFullLogIsThinnedToGapsOfAThousandthOfItsSpan() {
    assertThat(grown(History.COUNTS_KEPT)).hasSize(History.COUNTS_KEPT);
    List<CountChange> log = grown(History.COUNTS_KEPT + 1);

    assertThat(log.subList(0, 5))
        .extracting(CountChange::files)
        .containsExactly(0L, 1L, 5L, 9L, 13L);
    assertThat(log).endsWith(new CountChange(noonPlus(4_096), 4_096)).hasSize(1_026);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void aThinnedLogTellsTheWaitLateByAThousandthAtMostAndNeverEarly(
      @ForAll @IntRange(min = 4_097, max = 40_000) int entries,
      @ForAll @IntRange(max = 4_000) int files) {
    List<CountChange> log = grown(entries);

    Instant told = CountLog.aboveSince(log, files).orElseThrow();
    assertThat(log).hasSizeLessThanOrEqualTo(History.COUNTS_KEPT);
    assertThat(told).isBetween(noonPlus(files + 1), noonPlus(files + 1 + entries / 1_000));
  }

  @Test
  void aFullLogOfOneMomentIsThinnedToItsEnds() {
    List<CountChange> log = new ArrayList<>();
    for (int i = 0; i < History.COUNTS_KEPT; i++) {
      log.add(new CountChange(noonPlus(0), i));
    }

    assertThat(CountLog.with(log, new CountChange(noonPlus(0), 9_999)))
        .extracting(CountChange::files)
        .containsExactly(0L, 1L, 9_999L);
  }

  @Test
  void aFullLogWhoseTimesMakeNoSenseLosesItsOldest() {
    List<CountChange> log = new ArrayList<>();
    for (int i = 0; i < History.COUNTS_KEPT; i++) {
      log.add(new CountChange(noonPlus(i % 2 == 0 ? 0 : 100_000), i));
    }

    assertThat(CountLog.with(log, new CountChange(noonPlus(50), 9_999)))
        .hasSizeLessThanOrEqualTo(History.COUNTS_KEPT)
        .endsWith(new CountChange(noonPlus(50), 9_999));
  }

  @Test
  void theWaitBeginsAfterTheLastCountThatWasNotAbove() {
    assertThat(CountLog.aboveSince(log(1, 2, 3), 2)).contains(noonPlus(2));
    assertThat(CountLog.aboveSince(log(1, 2, 3), 1)).contains(noonPlus(1));
    assertThat(CountLog.aboveSince(log(1, 2, 3), 0)).contains(noonPlus(0));
    assertThat(CountLog.aboveSince(log(1, 2, 3), 3)).isEmpty();
    assertThat(CountLog.aboveSince(List.of(), 3)).isEmpty();
  }

  @Test
  void theWaitDoesNotReachBackBeyondAFall() {
    assertThat(CountLog.aboveSince(log(9, 5, 6), 2)).contains(noonPlus(1));
    assertThat(CountLog.aboveSince(log(5, 5, 6), 2)).contains(noonPlus(0));
  }

  @Test
  void theWaitIsAtLeastThatLongWhenNothingComparableIsOlder() {
    assertThat(CountLog.beginsAt(log(1, 2), noonPlus(0))).isTrue();
    assertThat(CountLog.beginsAt(log(1, 2), noonPlus(1))).isFalse();
    assertThat(CountLog.beginsAt(log(2, 1), noonPlus(1))).isTrue();
    assertThat(CountLog.beginsAt(log(1, 1), noonPlus(1))).isFalse();
    assertThat(CountLog.beginsAt(log(1, 2), noonPlus(7))).isFalse();
  }

  @Test
  void aRiseCountsWhenThePollBeforeItIsLateEnough() {
    assertThat(CountLog.roseSince(log(1, 2, 3), noonPlus(0))).contains(noonPlus(1));
    assertThat(CountLog.roseSince(log(1, 2, 3), noonPlus(1))).contains(noonPlus(2));
    assertThat(CountLog.roseSince(log(1, 2, 3), noonPlus(2))).isEmpty();
    assertThat(CountLog.roseSince(log(2, 1), noonPlus(0))).isEmpty();
    assertThat(CountLog.roseSince(log(2, 2), noonPlus(0))).isEmpty();
  }

  @Test
  void theNewestCountIsToldAgainOnceAndMovesOn() {
    List<CountChange> log = log(1, 2);

    assertThat(CountLog.anchored(log, noonPlus(1), noonPlus(9))).isSameAs(log);
    assertThat(CountLog.anchored(log, noonPlus(5), noonPlus(4))).isSameAs(log);
    assertThat(CountLog.anchored(List.of(), noonPlus(5), noonPlus(9))).isEmpty();
    List<CountChange> anchored = CountLog.anchored(log, noonPlus(5), noonPlus(5));
    assertThat(anchored).endsWith(new CountChange(noonPlus(5), 2)).hasSize(3);
    assertThat(CountLog.anchored(anchored, noonPlus(7), noonPlus(8)))
        .endsWith(new CountChange(noonPlus(1), 2), new CountChange(noonPlus(8), 2))
        .hasSize(3);
    assertThat(CountLog.anchored(log(4), noonPlus(7), noonPlus(8)))
        .containsExactly(new CountChange(noonPlus(0), 4), new CountChange(noonPlus(8), 4));
  }

  @Test
  void theNewestChangeSurvivesPruning() {
    List<CountChange> log = log(1, 2, 3, 3);

    assertThat(CountLog.from(log, 3)).isEqualTo(log.subList(1, 4));
    assertThat(CountLog.from(log, 1)).isEqualTo(log.subList(1, 4));
    assertThat(CountLog.from(log, 0)).isSameAs(log);
    assertThat(CountLog.from(log, -1)).isSameAs(log);
    assertThat(CountLog.from(List.of(), 0)).isEmpty();
  }

  @Test
  void aCountToldAgainIsNoChange() {
    assertThat(CountLog.changedAt(log(1, 2, 2))).contains(noonPlus(1));
    assertThat(CountLog.changedAt(log(2, 2))).isEmpty();
    assertThat(CountLog.changedAt(List.of())).isEmpty();
    assertThat(CountLog.newestCountSince(log(1, 2, 2))).contains(noonPlus(1));
    assertThat(CountLog.newestCountSince(log(2, 2))).contains(noonPlus(0));
    assertThat(CountLog.newestCountSince(List.of())).isEqualTo(Optional.empty());
  }

  @Test
  void placesAreFoundFromTheEnd() {
    assertThat(CountLog.lastUpTo(log(1, 2, 3), 2)).isEqualTo(1);
    assertThat(CountLog.lastUpTo(log(1, 2, 3), 0)).isEqualTo(-1);
    assertThat(CountLog.lastBefore(log(1, 2, 3), noonPlus(2))).isEqualTo(1);
    assertThat(CountLog.lastBefore(log(1, 2, 3), noonPlus(0))).isEqualTo(-1);
    assertThat(CountLog.fellAt(log(3, 2, 3))).contains(noonPlus(1));
    assertThat(CountLog.fellAt(log(3, 3, 4))).isEmpty();
  }
}
