package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListChangeTest {
  @Test
  void aSlidingWindowDropsItsFrontAndKeepsTheRest() {
    assertThat(ListChange.between(List.of(1, 2, 3, 4), List.of(3, 4, 5)))
        .isEqualTo(new ListChange(2, 2));
  }

  @Test
  void anUnchangedListKeepsAll() {
    assertThat(ListChange.between(List.of(1, 2), List.of(1, 2))).isEqualTo(new ListChange(0, 2));
  }

  @Test
  void aChangedTailIsReplaced() {
    assertThat(ListChange.between(List.of(1, 2, 3), List.of(1, 2, 4)))
        .isEqualTo(new ListChange(0, 2));
  }

  @Test
  void unlikeAndEmptyListsKeepNothing() {
    assertThat(ListChange.between(List.of(1, 2), List.of(8))).isEqualTo(new ListChange(2, 0));
    assertThat(ListChange.between(List.of(1, 2), List.of())).isEqualTo(new ListChange(2, 0));
    assertThat(ListChange.between(List.of(), List.of(1))).isEqualTo(new ListChange(0, 0));
  }

  @Test
  void applyingTheChangeGivesTheSecondListWhateverTheTwoAre() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      List<Integer> before = list(random);
      List<Integer> after = list(random);
      ListChange change = ListChange.between(before, after);
      List<Integer> made =
          new ArrayList<>(before.subList(change.dropped(), change.dropped() + change.kept()));
      made.addAll(after.subList(change.kept(), after.size()));
      assertThat(made).as("%s to %s", before, after).isEqualTo(after);
    }
  }

  private static List<Integer> list(Random random) {
    return random.ints(random.nextInt(6), 0, 3).boxed().toList();
  }
}
