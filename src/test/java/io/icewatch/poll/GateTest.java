package io.icewatch.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Answer;
import io.icewatch.model.BreakerState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private final ManualClock clock = new ManualClock();
  private final QuietListener listener = new QuietListener();
  private final List<ControllerState> states = new ArrayList<>();
  private final Gate gate = new Gate("prod", 10_000, clock.clocks(), listener, states::add);
  private int sent;

  private Answer<Long> put(Answer<Long> answer) throws InterruptedException {
    return gate.ask(Endpoint.FILES, Duration.ofSeconds(1), () -> {
      sent++;
      return answer;
    });
  }

  private static Answer<Long> failed(Failure failure) {
    return new Answer.Failed<>(failure);
  }

  private static Answer<Long> good() {
    return new Answer.Observed<>(1L, Optional.empty());
  }

  private void kill(Failure failure) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      put(failed(failure));
    }
  }

  @Test
  void aDeadControllerCostsOneProbeABackOffStep() throws InterruptedException {
    kill(new Failure.Unreachable("connection refused"));
    sent = 0;
    List<Integer> probesAt = new ArrayList<>();
    for (int second = 1; second <= 240; second++) {
      clock.advance(Duration.ofSeconds(1));
      int before = sent;
      for (int table = 0; table < 100; table++) {
        put(failed(new Failure.Unreachable("connection refused")));
      }
      if (sent > before) {
        probesAt.add(second);
      }
    }
    assertThat(sent).isEqualTo(probesAt.size());
    // 5 s, 10 s, 20 s, 40 s, then each minute; a step ends when it is over, not at its last second.
    assertThat(probesAt).containsExactly(6, 17, 38, 79, 140, 201);
  }

  @Test
  void aQuestionThatIsNotLetThroughSaysWhy() throws InterruptedException {
    kill(new Failure.Unreachable("connection refused"));
    assertThat(put(good()))
        .isEqualTo(failed(
            new Failure.NotAsked("the controller's circuit is open; last: connection refused")));
  }

  @Test
  void theFirstGoodProbeOpensTheGateAgain() throws InterruptedException {
    kill(new Failure.TimedOut(Duration.ofSeconds(10), "slow"));
    clock.advance(Duration.ofSeconds(6));
    assertThat(put(good())).isEqualTo(good());
    assertThat(put(good())).isEqualTo(good());
    assertThat(states.get(states.size() - 1).breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aWallClockSetBackDoesNotHoldTheCircuitOpen() throws InterruptedException {
    kill(new Failure.Unreachable("connection refused"));
    clock.step(Duration.ofHours(-3));
    clock.advance(Duration.ofSeconds(6));
    assertThat(put(good())).isEqualTo(good());
  }

  @Test
  void errorsOfSingleTablesLeaveTheCircuitClosed() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      put(failed(new Failure.ControllerError(500, "catalog")));
      put(failed(new Failure.TableUnknown("nosuch")));
      put(failed(new Failure.Denied(403, "no")));
      put(failed(new Failure.Malformed("not JSON", "<html>")));
    }
    assertThat(sent).isEqualTo(400);
  }

  @Test
  void oneSlowTableAmongHealthyOnesLeavesTheCircuitClosed() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      put(failed(new Failure.TimedOut(Duration.ofSeconds(10), "slow")));
      put(good());
      put(good());
    }
    assertThat(sent).isEqualTo(300);
  }

  @Test
  void aGatewayThatHasLostItsControllerOpensTheCircuit() throws InterruptedException {
    kill(new Failure.ControllerError(502, "bad gateway"));
    assertThat(put(good()).outcome()).isEqualTo("not_asked");
  }

  @Test
  void aPauseThatTheControllerAsksForIsKept() throws InterruptedException {
    put(failed(new Failure.Throttled(Optional.of(Duration.ofSeconds(30)), "slow down")));
    clock.advance(Duration.ofSeconds(29));
    assertThat(put(good()).outcome()).isEqualTo("not_asked");
    clock.advance(Duration.ofSeconds(1));
    assertThat(put(good()).outcome()).isEqualTo("observed");
  }

  @Test
  void aPauseOfADayIsCutToTenMinutes() throws InterruptedException {
    put(failed(new Failure.Throttled(Optional.of(Duration.ofDays(1)), "go away")));
    clock.advance(Duration.ofMinutes(10));
    assertThat(put(good()).outcome()).isEqualTo("observed");
  }

  @Test
  void aQuestionBeyondTheBudgetIsNotSent() throws InterruptedException {
    Gate narrow = new Gate("prod", 1, clock.clocks(), listener, states::add);
    assertThat(narrow.ask(Endpoint.STATUS, Duration.ofMillis(1), GateTest::good).outcome())
        .isEqualTo("observed");
    assertThat(narrow.ask(Endpoint.STATUS, Duration.ofMillis(1), GateTest::good).outcome())
        .isEqualTo("not_asked");
  }

  @Test
  void aControllerCountsAsAskedWhateverItAnswers() throws InterruptedException {
    put(failed(new Failure.Denied(401, "no")));
    assertThat(states.get(states.size() - 1).asked()).isTrue();
  }

  @Test
  void theSkewOfTheControllersClockIsPublishedToTheSecond() throws InterruptedException {
    Instant ahead = clock.instant().plusSeconds(42);
    put(new Answer.Observed<>(1L, Optional.of(ahead)));
    assertThat(states.get(states.size() - 1).clockSkew())
        .hasValueSatisfying(
            skew -> assertThat(skew).isBetween(Duration.ofSeconds(42), Duration.ofSeconds(43)));
  }
}
