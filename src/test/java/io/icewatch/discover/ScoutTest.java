package io.icewatch.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Failure;
import io.icewatch.model.TableListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoutTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Land land = new Land();

  private Scout scout(String... last) {
    return new Scout(Land.survey(1_000, "named"), List.of(last), land, land, land);
  }

  private static String[] hundred() {
    return IntStream.range(0, 100).mapToObj("t%02d"::formatted).toArray(String[]::new);
  }

  @Test
  void aHundredTablesAreFoundInOneRound() throws Exception {
    Scout scout = scout();
    land.lists(hundred());

    assertThat(scout.round()).isEqualTo(MINUTE);
    assertThat(land.asked).isEqualTo(1);
    assertThat(land.found).containsExactly(List.of(hundred()));
    assertThat(land.stored).containsEntry("prod", List.of(hundred()));
    assertThat(land.state())
        .isEqualTo(new DiscoveryState(100, 0, 0, 0, Optional.of(land.now), Optional.empty()));
  }

  @Test
  void whatIsNamedAndWhatIsNotWantedIsNotFound() throws Exception {
    land.lists("a", "named", "tmp_b");
    scout().round();
    assertThat(land.found).containsExactly(List.of("a"));
  }

  @Test
  void aRoundThatChangesNothingIsHandedToNobody() throws Exception {
    Scout scout = scout("a");
    land.lists("a");
    scout.round();
    scout.round();
    assertThat(land.found).isEmpty();
    assertThat(land.stored).isEmpty();
  }

  @Test
  void aFirstListWithoutATableIsStoredToo() throws Exception {
    Scout scout = scout();
    land.stored.put("prod", List.of("of_long_ago"));
    land.failure = Optional.of(new Failure.Unreachable("connection refused"));
    scout.round();
    assertThat(land.stored).containsEntry("prod", List.of("of_long_ago"));
    land.lists();
    scout.round();
    assertThat(land.stored).containsEntry("prod", List.of());
  }

  /** The demand: tables stay while the controller is down, and go two complete rounds after it. */
  @Test
  void anHourWithoutTheControllerChangesNothingAndThenTwoRoundsDecide() throws Exception {
    Scout scout = scout();
    land.lists("a", "b", "c");
    pass(scout.round());
    Instant lastList = land.now.minus(MINUTE);

    land.failure = Optional.of(new Failure.Unreachable("connection refused"));
    Instant down = land.now;
    int rounds = 0;
    while (Duration.between(down, land.now).compareTo(Duration.ofHours(1)) < 0) {
      pass(scout.round());
      rounds++;
      assertThat(land.state().tables()).isEqualTo(3);
    }
    assertThat(rounds).isEqualTo(240);
    assertThat(land.found).hasSize(1);
    assertThat(land.state().completedAt()).contains(lastList);
    assertThat(land.state().failure()).contains("unreachable: connection refused");

    land.lists("a", "b");
    pass(scout.round());
    assertThat(land.found).hasSize(1);
    assertThat(land.state().missing()).isEqualTo(1);
    assertThat(land.state().failure()).isEmpty();

    pass(scout.round());
    assertThat(land.found).hasSize(2).last().isEqualTo(List.of("a", "b"));

    land.lists("a", "b", "c");
    pass(scout.round());
    assertThat(land.found).hasSize(3).last().isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void aFailedRoundBetweenTwoCompleteOnesCountsForNothing() throws Exception {
    Scout scout = scout("a", "b", "c");
    land.lists("a", "b");
    scout.round();
    land.failure = Optional.of(new Failure.ControllerError(500, "HTTP 500"));
    scout.round();
    assertThat(land.found).isEmpty();
    land.lists("a", "b");
    scout.round();
    assertThat(land.found).containsExactly(List.of("a", "b"));
  }

  @Test
  void aStartWithTheControllerDownKnowsTheTablesOfLastTime() throws Exception {
    land.failure = Optional.of(new Failure.TimedOut(Duration.ofSeconds(10), "within 10s"));
    Scout scout = scout("b", "a", "tmp_old", "named");

    assertThat(scout.tables()).containsExactly("a", "b");
    assertThat(scout.round()).isEqualTo(Duration.ofSeconds(15));
    assertThat(land.found).isEmpty();
    assertThat(land.state().tables()).isEqualTo(2);
    assertThat(land.state().completedAt()).isEmpty();
  }

  @Test
  void whatTheStoreDidNotTakeIsStoredByALaterRound() throws Exception {
    Scout scout = scout();
    land.lists("a");
    land.storeFails = true;
    scout.round();
    assertThat(land.found).hasSize(1);
    land.storeFails = false;
    scout.round();
    assertThat(land.stored).containsEntry("prod", List.of("a"));
  }

  @Test
  void whatNobodyFollowedIsHandedOnAgain() throws Exception {
    Scout scout = scout();
    land.lists("a");
    land.followersFail = true;
    assertThatThrownBy(scout::round).hasMessage("nobody follows");
    land.followersFail = false;
    scout.round();
    assertThat(land.found).containsExactly(List.of("a"));
  }

  @Test
  void anotherSurveyHoldsFromTheNextRoundOnAlsoWhileTheControllerIsDown() throws Exception {
    Scout scout = scout("a", "b", "c");
    scout.adopt(Land.survey(1_000, "b"));
    land.failure = Optional.of(new Failure.Unreachable("connection refused"));
    scout.round();
    assertThat(land.found).containsExactly(List.of("a", "c"));
  }

  @Test
  void theCapAndTheNamesThatCannotBeWatchedAreCounted() throws Exception {
    Scout scout = new Scout(Land.survey(2), List.of(), land, land, land);
    land.listing = new TableListing(List.of("a", "b", "c"), 4, Optional.of("'x'"));
    scout.round();
    assertThat(land.found).containsExactly(List.of("a", "b"));
    assertThat(land.state().dropped()).isEqualTo(1);
    assertThat(land.state().unusable()).isEqualTo(4);

    land.failure = Optional.of(new Failure.Denied(403, "HTTP 403"));
    scout.round();
    assertThat(land.state().dropped()).isEqualTo(1);
    assertThat(land.state().unusable()).isEqualTo(4);
  }

  private void pass(Duration pause) {
    land.now = land.now.plus(pause);
  }
}
