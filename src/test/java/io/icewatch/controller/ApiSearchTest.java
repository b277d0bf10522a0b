package io.icewatch.controller;

import static io.icewatch.controller.ApiSearch.Sign.NOTHING;
import static io.icewatch.controller.ApiSearch.Sign.NO_ROUTE;
import static io.icewatch.controller.ApiSearch.Sign.ROUTE;
import static io.icewatch.model.Api.EXTERNAL_TABLE;
import static io.icewatch.model.Api.ICEBERG;
import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.controller.ApiSearch.Sign;
import io.icewatch.model.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiSearchTest {
  private static final Map<Api, Sign> FIRST = Map.of(ICEBERG, ROUTE, EXTERNAL_TABLE, NO_ROUTE);
  private static final Map<Api, Sign> SECOND = Map.of(ICEBERG, NO_ROUTE, EXTERNAL_TABLE, ROUTE);
  private static final Map<Api, Sign> NEITHER = Map.of(ICEBERG, NO_ROUTE, EXTERNAL_TABLE, NO_ROUTE);
  private static final Map<Api, Sign> BOTH = Map.of(ICEBERG, ROUTE, EXTERNAL_TABLE, ROUTE);
  private static final Map<Api, Sign> SILENT = Map.of(ICEBERG, NOTHING, EXTERNAL_TABLE, NOTHING);

  private ApiSearch search = ApiSearch.begun();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private int requests;

  /** One table's question for its status, as the poller puts it, to a controller that says so. */
  private void ask(Map<Api, Sign> controller) {
    Api asked = search.asks();
    requests++;
    search = search.heard(asked, sign(controller, asked));
    if (sign(controller, asked) == NO_ROUTE && search.looksBeyond(asked, now)) {
      search = search.looking(now);
      Api other = asked == ICEBERG ? EXTERNAL_TABLE : ICEBERG;
      requests++;
      search = search.heard(other, sign(controller, other));
    }
    now = now.plusSeconds(15);
  }

  private static Sign sign(Map<Api, Sign> controller, Api asked) {
    return controller.getOrDefault(asked, NOTHING);
  }

  @Test
  void aControllerOfTheFirstGenerationCostsNoQuestionMore() {
    for (int i = 0; i < 100; i++) {
      ask(FIRST);
    }
    assertThat(search.certain()).contains(ICEBERG);
    assertThat(requests).isEqualTo(100);
  }

  @Test
  void aControllerOfTheSecondIsFoundWithTheFirstTable() {
    ask(SECOND);
    assertThat(search.certain()).contains(EXTERNAL_TABLE);
    ask(SECOND);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void oneThatAnswersInBothIsAskedInTheFirst() {
    ask(BOTH);
    assertThat(search.certain()).contains(ICEBERG);
  }

  @Test
  void oneThatWasUpgradedIsNoticedByTheFirstTableThatAsks() {
    ask(FIRST);
    ask(SECOND);
    assertThat(search.certain()).contains(EXTERNAL_TABLE);
  }

  @Test
  void oneThatWasTakenBackIsNoticedToo() {
    ask(SECOND);
    ask(FIRST);
    assertThat(search.certain()).contains(ICEBERG);
  }

  @Test
  void whatDecidesNothingLeavesEverythingAsItIs() {
    ask(SILENT);
    assertThat(search).isEqualTo(ApiSearch.begun());
    ask(SECOND);
    ApiSearch known = search;
    for (int i = 0; i < 10; i++) {
      ask(SILENT);
    }
    assertThat(search).isEqualTo(known);
  }

  @Test
  void aGenerationThatIsGoneIsNotCertainUntilItOrTheOtherAnswers() {
    ask(FIRST);
    ask(NEITHER);
    assertThat(search.certain()).isEmpty();
    assertThat(search.known()).contains(ICEBERG);
    ask(SILENT);
    assertThat(search.certain()).isEmpty();
    ask(FIRST);
    assertThat(search.certain()).contains(ICEBERG);
  }

  @Test
  void aFeatureThatIsOffIsLookedForAtABoundedRateHoweverManyTablesAsk() {
    for (int minute = 0; minute < 10; minute++) {
      Instant begun = now;
      int before = requests;
      for (int table = 0; table < 1_000; table++) {
        ask(NEITHER);
        now = begun.plusMillis(table);
      }
      assertThat(requests - before - 1_000).isLessThanOrEqualTo(ApiSearch.LOOKS);
      now = begun.plus(ApiSearch.ROUND);
    }
    ask(SECOND);
    assertThat(search.certain()).as("enabled in the second").contains(EXTERNAL_TABLE);
  }

  @Test
  void controllersThatDisagreeBehindOneAddressCostABoundedNumberOfQuestions() {
    Instant begun = now;
    for (int i = 0; i < 4_000; i++) {
      ask(i % 2 == 0 ? FIRST : SECOND);
      now = begun.plusMillis(15L * i);
    }
    assertThat(requests).isLessThanOrEqualTo(4_000 + 2 * ApiSearch.LOOKS);
  }

  @Test
  void aClockThatWasSetBackSilencesNoLook() {
    for (int i = 0; i < 2 * ApiSearch.LOOKS; i++) {
      ask(NEITHER);
      now = now.minusSeconds(15);
    }
    now = now.minus(Duration.ofDays(1));
    ask(SECOND);
    assertThat(search.certain()).contains(EXTERNAL_TABLE);
  }

  @Test
  void aTableThatWasRefusedWhileAnotherFoundOutAsksAtOnce() {
    ApiSearch found = search.heard(ICEBERG, NO_ROUTE).looking(now).heard(EXTERNAL_TABLE, ROUTE);
    assertThat(found.looksBeyond(ICEBERG, now)).isTrue();
  }

  @Test
  void anAnswerThatComesLateChangesNothing() {
    ask(SECOND);
    assertThat(search.heard(ICEBERG, ROUTE)).isEqualTo(search);
    assertThat(search.heard(ICEBERG, NO_ROUTE)).isEqualTo(search);
  }
}
