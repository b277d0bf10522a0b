package io.icewatch.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final int MANY = 1_000;

  private static Rounds rounds(String... tables) {
    return Rounds.begin(List.of(tables), MANY);
  }

  private static Rounds listed(Rounds rounds, String... tables) {
    return rounds.after(List.of(tables), MANY);
  }

  private static List<String> hundred() {
    return IntStream.range(0, 100).mapToObj("t%02d"::formatted).toList();
  }

  @Test
  void aTableIsWatchedAsSoonAsItIsListed() {
    assertThat(listed(rounds(), "b", "a").tables()).containsExactly("a", "b");
  }

  @Test
  void aTableGoesWithTheSecondCompleteRoundThatDoesNotListIt() {
    Rounds once = listed(rounds("a", "b", "c"), "a", "b");
    assertThat(once.tables()).containsExactly("a", "b", "c");
    assertThat(once.missing()).isEqualTo(1);

    Rounds twice = listed(once, "a", "b");
    assertThat(twice.tables()).containsExactly("a", "b");
    assertThat(twice.missing()).isZero();
  }

  @Test
  void aTableThatIsListedAgainInBetweenStartsAnew() {
    Rounds rounds = listed(listed(rounds("a", "b", "c"), "a", "b"), "a", "b", "c");
    assertThat(listed(rounds, "a", "b").tables()).containsExactly("a", "b", "c");
  }

  @Test
  void aTableThatWentComesBackAtOnce() {
    Rounds gone = listed(listed(rounds("a", "b", "c"), "a", "b"), "a", "b");
    assertThat(listed(gone, "a", "b", "c").tables()).containsExactly("a", "b", "c");
  }

  @Test
  void theOnlyTableGoesAfterTwoRoundsLikeAnyOther() {
    Rounds once = listed(rounds("a"));
    assertThat(once.tables()).containsExactly("a");
    assertThat(listed(once).tables()).isEmpty();
  }

  @Test
  void whenAllVanishAtOnceTheyStayForTenRounds() {
    Rounds rounds = Rounds.begin(hundred(), MANY);
    for (int i = 1; i < Rounds.PATIENCE_IN_A_LANDSLIDE; i++) {
      rounds = listed(rounds);
      assertThat(rounds.tables()).as("after %s rounds", i).hasSize(100);
      assertThat(rounds.landslide()).isTrue();
    }
    assertThat(listed(rounds).tables()).isEmpty();
  }

  @Test
  void afterALandslideOnlyThoseGoThatDoNotComeBack() {
    Rounds rounds = Rounds.begin(hundred(), MANY);
    for (int i = 0; i < 5; i++) {
      rounds = listed(rounds, "new");
    }
    assertThat(rounds.tables()).hasSize(101).contains("new");

    List<String> back = new ArrayList<>(hundred().subList(0, 95));
    back.add("new");
    assertThat(rounds.after(back, MANY).tables()).containsExactlyInAnyOrderElementsOf(back);
  }

  @Test
  void halfOfTheTablesIsNoLandslide() {
    Rounds rounds = listed(rounds("a", "b", "c", "d"), "a", "b");
    assertThat(rounds.landslide()).isFalse();
    assertThat(listed(rounds, "a", "b").tables()).containsExactly("a", "b");
  }

  @Test
  void theCapKeepsThoseThatAreWatchedAndThenGoesByName() {
    Rounds rounds = rounds("m", "n").after(List.of("a", "b", "c", "m", "n"), 4);
    assertThat(rounds.tables()).containsExactly("a", "b", "m", "n");
    assertThat(rounds.dropped()).isEqualTo(1);

    Rounds same = rounds.after(List.of("A", "a", "b", "c", "m", "n"), 4);
    assertThat(same.tables()).containsExactly("a", "b", "m", "n");
    assertThat(same.dropped()).isEqualTo(2);
  }

  @Test
  void aTableThatGoesMakesRoomForOneThatWasDropped() {
    Rounds full = rounds("a", "b", "c").after(List.of("a", "b", "c", "d"), 3);
    Rounds missing = full.after(List.of("a", "b", "d"), 3);
    assertThat(missing.tables()).containsExactly("a", "b", "c");
    assertThat(missing.dropped()).isEqualTo(1);

    Rounds after = missing.after(List.of("a", "b", "d"), 3);
    assertThat(after.tables()).containsExactly("a", "b", "d");
    assertThat(after.dropped()).isZero();
  }

  @Test
  void aLowerCapDropsByName() {
    Rounds rounds = rounds("a", "b", "c", "d").after(List.of("a", "b", "c", "d"), 2);
    assertThat(rounds.tables()).containsExactly("a", "b");
    assertThat(rounds.dropped()).isEqualTo(2);
    assertThat(Rounds.begin(List.of("c", "a", "b"), 2).tables()).containsExactly("a", "b");
  }

  @Test
  void whatIsNoLongerWantedGoesAtOnce() {
    Rounds rounds = listed(rounds("a", "b", "c", "d"), "a", "b", "c").without(List.of("b", "x"));
    assertThat(rounds.tables()).containsExactly("a", "c", "d");
    assertThat(rounds.missing()).isEqualTo(1);
  }

  @Property
  void noTableIsLostThatWasListedAndNoneStaysForEver(
      @ForAll @Size(min = 12, max = 30) List<Set<@IntRange(max = 7) Integer>> lists,
      @ForAll @IntRange(min = 1, max = 10) int most) {
    Rounds rounds = Rounds.begin(List.of(), most);
    Map<String, Integer> absent = new HashMap<>();
    for (Set<Integer> numbers : lists) {
      Set<String> listed = new HashSet<>();
      numbers.forEach(number -> listed.add("t" + number));
      Rounds before = rounds;
      rounds = rounds.after(listed, most);

      assertThat(rounds.tables()).isSorted().hasSizeLessThanOrEqualTo(most);
      assertThat(rounds.tables())
          .containsAll(before.tables().stream().filter(listed::contains).toList());
      assertThat(Stream.concat(before.tables().stream(), listed.stream()))
          .containsAll(rounds.tables());
      if (rounds.dropped() == 0) {
        assertThat(rounds.tables()).containsAll(listed);
      } else {
        assertThat(rounds.tables()).hasSize(most);
      }
      for (int table = 0; table < 8; table++) {
        String name = "t" + table;
        absent.put(name, listed.contains(name) ? 0 : absent.getOrDefault(name, 0) + 1);
        if (before.tables().contains(name) && !rounds.tables().contains(name)) {
          assertThat(absent.get(name)).isGreaterThanOrEqualTo(Rounds.PATIENCE);
        }
        if (rounds.tables().contains(name)) {
          assertThat(absent.get(name)).isLessThan(Rounds.PATIENCE_IN_A_LANDSLIDE);
        }
      }
    }
  }
}
