package io.icewatch.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Failure;
import io.icewatch.model.KnownTables;
import io.icewatch.model.TableListing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoutsTest {
  private static final Duration NEVER_AGAIN = Duration.ofDays(1);

  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final CountDownLatch hung = new CountDownLatch(1);

  private final Field field = new Field() {
    @Override
    public Answer<TableListing> list(String controller, Duration timeout) {
      asked.merge(controller, 1, Integer::sum);
      if (controller.equals("hangs")) {
        hung.countDown();
        return new Answer.Failed<>(new Failure.Unreachable(interrupted()));
      }
      return new Answer.Observed<>(TableListing.of(List.of("a", "b")), Optional.empty());
    }

    @Override
    public void found(String controller, List<String> tables) {
      events.add(controller + " found " + tables);
    }

    @Override
    public void stands(String controller, Optional<DiscoveryState> state) {
      events.add(controller + " stands " + state.map(DiscoveryState::tables));
    }
  };

  private final Scouts scouts =
      new Scouts(field, KnownTables.none(), () -> Instant.EPOCH, System::nanoTime, new Random(1));

  /** As a client does it: what breaks the question off is an answer too. */
  private static String interrupted() {
    try {
      new CountDownLatch(1).await();
      return "not at all";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static Survey survey(String controller, String unwanted) {
    return survey(controller, "http://localhost", unwanted);
  }

  private static Survey survey(String controller, String url, String unwanted) {
    return new Survey(
        Land.asked(controller, url),
        NEVER_AGAIN,
        Duration.ofSeconds(1),
        10,
        Set.of(),
        new AllBut(unwanted));
  }

  private record AllBut(String unwanted) implements Survey.Choice {
    @Override
    public boolean wants(String table) {
      return !table.equals(unwanted);
    }

    @Override
    public List<String> idle(Collection<String> tables) {
      return List.of();
    }
  }

  private List<String> next(int count) throws InterruptedException {
    return Stream.of(new String[count]).map(ignored -> next()).toList();
  }

  private String next() {
    try {
      return String.valueOf(events.poll(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    scouts.close();
  }

  @Test
  void eachControllerIsAskedAtOnceAndOneThatHangsHoldsUpNoOther() throws Exception {
    scouts.survey(List.of(survey("hangs", "")), Map.of());
    assertThat(hung.await(60, TimeUnit.SECONDS)).isTrue();
    scouts.survey(List.of(survey("hangs", ""), survey("prod", "")), Map.of());

    assertThat(next(2)).containsExactly("prod found [a, b]", "prod stands Optional[2]");
  }

  @Test
  void anotherSurveyIsMadeAtOnceAndOneThatIsOverIsShownNoMore() throws Exception {
    scouts.survey(List.of(survey("prod", "")), Map.of("prod", List.of("a", "b")));
    assertThat(next()).isEqualTo("prod stands Optional[2]");

    scouts.survey(List.of(survey("prod", "b")), Map.of());
    assertThat(next(2)).containsExactly("prod found [a]", "prod stands Optional[1]");

    scouts.survey(List.of(), Map.of());
    assertThat(next()).isEqualTo("prod stands Optional.empty");
  }

  @Test
  void theSameSurveyCostsNoQuestionAndTheSameAtAnotherAddressDoes() throws Exception {
    scouts.survey(List.of(survey("prod", "")), Map.of());
    next(2);
    scouts.survey(List.of(survey("prod", "")), Map.of());
    scouts.survey(List.of(survey("prod", ""), survey("lab", "")), Map.of());
    assertThat(next(2)).containsExactly("lab found [a, b]", "lab stands Optional[2]");
    scouts.survey(List.of(survey("prod", "http://elsewhere", "")), Map.of());
    assertThat(List.of(next(), next()))
        .containsExactlyInAnyOrder("lab stands Optional.empty", "prod stands Optional[2]");
    assertThat(asked).containsEntry("prod", 2);
  }

  @Test
  void aRoundThatIsBrokenOffBecauseItsSurveyIsOverShowsNothing() throws Exception {
    scouts.survey(List.of(survey("hangs", "")), Map.of());
    assertThat(hung.await(60, TimeUnit.SECONDS)).isTrue();
    Thread round = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("discover-hangs"))
        .findFirst()
        .orElseThrow();
    scouts.survey(List.of(), Map.of());
    round.join(60_000);
    assertThat(events).containsExactly("hangs stands Optional.empty");
  }

  @Test
  void onceClosedNobodyIsAsked() throws Exception {
    scouts.close();
    scouts.survey(List.of(survey("prod", "")), Map.of());
    assertThat(events).isEmpty();
  }
}
