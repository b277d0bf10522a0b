package io.icewatch.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.AlertStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration KEEP = Duration.ofMinutes(5);
  private static final Judgement HOLDS = new Judgement.Holds("it does");

  private static Optional<AlertStage> next(
      Optional<AlertStage> earlier, Judgement judgement, Instant now) {
    return Stages.next(earlier, judgement, PATIENCE, KEEP, now);
  }

  private static Optional<AlertStage> firing(Instant since, Instant startsAt) {
    return Optional.of(new AlertStage.Firing(since, startsAt, Optional.empty()));
  }

  @Test
  void aConditionFiresExactlyWhenItHasHeldForItsPatience() {
    Optional<AlertStage> pending = next(Optional.empty(), HOLDS, T);
    assertThat(pending).contains(new AlertStage.Pending(T));
    assertThat(next(pending, HOLDS, T.plus(PATIENCE).minusMillis(1))).isEqualTo(pending);
    assertThat(next(pending, HOLDS, T.plus(PATIENCE))).isEqualTo(firing(T, T.plus(PATIENCE)));
  }

  @Test
  void anAlertIsKeptFiringExactlyForItsTime() {
    Optional<AlertStage> kept = next(firing(T, T), Judgement.CLEAR, T.plusSeconds(60));
    assertThat(kept).contains(new AlertStage.Firing(T, T, Optional.of(T.plusSeconds(60))));
    Instant end = T.plusSeconds(60).plus(KEEP);
    assertThat(next(kept, Judgement.CLEAR, end.minusMillis(1))).isEqualTo(kept);
    assertThat(next(kept, Judgement.CLEAR, end)).contains(new AlertStage.Resolved(T, end));
  }

  @Test
  void aConditionThatComesBackWhileKeptIsTheSameAlert() {
    Optional<AlertStage> kept = next(firing(T, T), Judgement.CLEAR, T.plusSeconds(60));
    assertThat(next(kept, HOLDS, T.plusSeconds(90))).isEqualTo(firing(T, T));
  }

  @Test
  void aPendingAlertThatClearsIsForgotten() {
    assertThat(next(Optional.of(new AlertStage.Pending(T)), Judgement.CLEAR, T.plusSeconds(1)))
        .isEmpty();
  }

  @Test
  void whatIsOverIsToldForAQuarterOfAnHour() {
    Optional<AlertStage> over = Optional.of(new AlertStage.Resolved(T, T));
    assertThat(next(over, Judgement.CLEAR, T.plus(Duration.ofMinutes(15)))).isEqualTo(over);
    assertThat(next(over, Judgement.CLEAR, T.plus(Duration.ofMinutes(15)).plusMillis(1)))
        .isEmpty();
  }

  @Test
  void anAlertThatComesAfterItsEndBeginsAnew() {
    Optional<AlertStage> over = Optional.of(new AlertStage.Resolved(T, T));
    assertThat(next(over, HOLDS, T.plusSeconds(10)))
        .contains(new AlertStage.Pending(T.plusSeconds(10)));
  }

  @Test
  void aClockThatIsSetBackMakesNothingWaitLonger() {
    Optional<AlertStage> pending = Optional.of(new AlertStage.Pending(T.plusSeconds(3600)));
    Optional<AlertStage> next = next(pending, HOLDS, T);
    assertThat(next(next, HOLDS, T.plus(PATIENCE))).isEqualTo(firing(T, T.plus(PATIENCE)));
    Optional<AlertStage> kept =
        Optional.of(new AlertStage.Firing(T, T, Optional.of(T.plusSeconds(3600))));
    Optional<AlertStage> again = next(kept, Judgement.CLEAR, T);
    assertThat(next(again, Judgement.CLEAR, T.plus(KEEP)))
        .contains(new AlertStage.Resolved(T, T.plus(KEEP)));
  }

  @Test
  void anAlertOfWhatIsNoMoreEndsAtOnce() {
    assertThat(Stages.gone(firing(T, T).get(), T.plusSeconds(5)))
        .contains(new AlertStage.Resolved(T, T.plusSeconds(5)));
    assertThat(Stages.gone(new AlertStage.Pending(T), T)).isEmpty();
  }

  @Provide
  Arbitrary<List<Judgement>> looks() {
    return Arbitraries.of(HOLDS, Judgement.CLEAR, Judgement.UNKNOWN).list().ofMaxSize(200);
  }

  @Property
  void whatCannotBeToldMovesNothing(@ForAll("looks") List<Judgement> looks) {
    Optional<AlertStage> stage = Optional.empty();
    Instant now = T;
    for (Judgement look : looks) {
      Optional<AlertStage> next = next(stage, look, now);
      if (look == Judgement.UNKNOWN && !isOverOrEnding(stage)) {
        assertThat(next).isEqualTo(stage);
      }
      stage = next;
      now = now.plusSeconds(15);
    }
  }

  private static boolean isOverOrEnding(Optional<AlertStage> stage) {
    return stage.orElse(null) instanceof AlertStage.Resolved
        || (stage.orElse(null) instanceof AlertStage.Firing firing
            && firing.clearSince().isPresent());
  }

  @Test
  void anEndThatHasBegunIsNotHeldUpByAnUnknown() {
    Optional<AlertStage> kept = next(firing(T, T), Judgement.CLEAR, T.plusSeconds(60));
    Instant end = T.plusSeconds(60).plus(KEEP);
    assertThat(next(kept, Judgement.UNKNOWN, end.minusMillis(1))).isEqualTo(kept);
    assertThat(next(kept, Judgement.UNKNOWN, end)).contains(new AlertStage.Resolved(T, end));
  }

  @Property
  void whatFiresBeganWhenItBeganAndOneGoodLookNeverEndsIt(@ForAll("looks") List<Judgement> looks) {
    Optional<AlertStage> stage = Optional.empty();
    Instant now = T;
    for (Judgement look : looks) {
      Optional<AlertStage> next = next(stage, look, now);
      if (stage.orElse(null) instanceof AlertStage.Firing was) {
        if (next.orElseThrow() instanceof AlertStage.Firing is) {
          assertThat(is.startsAt()).isEqualTo(was.startsAt());
        } else {
          AlertStage.Resolved over = (AlertStage.Resolved) next.orElseThrow();
          assertThat(over.startsAt()).isEqualTo(was.startsAt());
          assertThat(was.clearSince().orElseThrow()).isBeforeOrEqualTo(now.minus(KEEP));
        }
      }
      if (next.orElse(null) instanceof AlertStage.Firing is && is.startsAt().equals(now)) {
        assertThat(look).isEqualTo(HOLDS);
        assertThat(is.since()).isBeforeOrEqualTo(now.minus(PATIENCE));
      }
      stage = next;
      now = now.plusSeconds(15);
    }
  }
}
