package io.icewatch.poll;

import io.github.bucket4j.Bucket;
import io.icewatch.model.Answer;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.PollListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every question to one controller passes: the pause it asked for, its circuit, its budget.
 *
 * <p>A question that is not let through is answered {@link Failure.NotAsked} without being sent, so
 * a dead controller costs one probe per back-off step, however many tables it has. Thread-safe.
 */
final class Gate {
  private final String controller;
  private final InstantSource wall;
  private final Clock steady;
  private final PollListener listener;
  private final Consumer<ControllerState> published;
  private final Circuit circuit;
  private volatile Bucket bucket;
  private volatile Bucket turns;
  private final ClockSkew skew = new ClockSkew();
  private volatile boolean asked;
  private ControllerState state;
  private Optional<DiscoveryState> discovery = Optional.empty();
  private boolean retired;

  Gate(
      String controller,
      int requestsPerSecond,
      Poller.Clocks clocks,
      PollListener listener,
      Consumer<ControllerState> published) {
    this.controller = controller;
    this.wall = clocks.wall();
    this.steady = new SteadyClock(clocks.wall(), clocks.nanos());
    this.listener = listener;
    this.published = published;
    this.state = ControllerState.initial(controller);
    this.circuit = new Circuit("the controller", steady);
    this.bucket = bucket(requestsPerSecond);
    this.turns = turns(requestsPerSecond);
  }

  /** A turn is five questions at most: a quarter of the budget is for those that people want. */
  private static Bucket turns(int requestsPerSecond) {
    int perSecond = Math.max(1, requestsPerSecond / 20);
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity(Math.max(5, perSecond)).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Whether one more turn may be taken that no schedule foresees; the schedule needs the budget. */
  boolean outOfTurn() {
    return turns.tryConsume(1);
  }

  private static Bucket bucket(int requestsPerSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit
            .capacity(Math.max(1, requestsPerSecond / 10))
            .refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Gives the questions from now on another budget. */
  void budget(int requestsPerSecond) {
    bucket = bucket(requestsPerSecond);
    turns = turns(requestsPerSecond);
  }

  /**
   * The gate of the same controller at another address: nothing is known of its circuit and its
   * clock, only that the controller is one that has been asked.
   */
  Gate moved(int requestsPerSecond, Poller.Clocks clocks) {
    Gate next = new Gate(controller, requestsPerSecond, clocks, listener, published);
    next.asked = asked;
    synchronized (this) {
      next.discovery = discovery;
    }
    return next;
  }

  /** Publishes how the discovery of the controller's tables stands. */
  synchronized void discovered(Optional<DiscoveryState> now) {
    discovery = now;
    publishState();
  }

  /** Publishes and tells nothing any more, also of questions under way, once this has returned. */
  synchronized void retire() {
    retired = true;
  }

  private synchronized void told(Endpoint endpoint, Answer<?> answer, Duration took) {
    if (!retired) {
      listener.answered(controller, endpoint, answer, took);
    }
  }

  /**
   * Puts a question, if it may be put now.
   *
   * @param patience how long the question may wait for its share of the budget
   * @throws InterruptedException when the thread was interrupted while waiting for the budget
   */
  <T> Answer<T> ask(Endpoint endpoint, Duration patience, Supplier<Answer<T>> question)
      throws InterruptedException {
    Optional<Failure> refusal = refusal(patience);
    if (refusal.isPresent()) {
      Answer<T> refused = new Answer.Failed<>(refusal.get());
      told(endpoint, refused, Duration.ZERO);
      return refused;
    }
    Instant sent = wall.instant();
    Instant began = steady.instant();
    Answer<T> answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      circuit.unused();
      throw e;
    }
    Duration took = Duration.between(began, steady.instant());
    serverTime(answer).ifPresent(date -> skew.sample(date, sent, sent.plus(took)));
    settle(answer, took);
    asked = true;
    told(endpoint, answer, took);
    publishState();
    return answer;
  }

  /** The controller's clock less ours; empty before the first Date header. */
  Optional<Duration> clockSkew() {
    return skew.estimate();
  }

  private Optional<Failure> refusal(Duration patience) throws InterruptedException {
    Optional<String> closed = circuit.refusal();
    if (closed.isPresent()) {
      publishState();
      return Optional.of(new Failure.NotAsked(closed.get()));
    }
    publishState();
    if (!bucket.asBlocking().tryConsume(1, patience)) {
      circuit.unused();
      return Optional.of(
          new Failure.NotAsked("the controller's request budget left no room within " + patience));
    }
    return Optional.empty();
  }

  private void settle(Answer<?> answer, Duration took) {
    if (answer instanceof Answer.Failed<?> failed) {
      Failure failure = failed.failure();
      if (failure instanceof Failure.Throttled throttled) {
        circuit.pause(throttled.retryAfter());
      }
      if (nobodyHome(failure)) {
        circuit.nobodyHome(failure.message(), took);
        return;
      }
    }
    circuit.answered(took);
  }

  /** Whether a failure speaks of the controller as a whole rather than of the question. */
  private static boolean nobodyHome(Failure failure) {
    return failure instanceof Failure.Unreachable
        || failure instanceof Failure.TimedOut
        || (failure instanceof Failure.ControllerError error
            && error.status() >= 502
            && error.status() <= 504);
  }

  private static Optional<Instant> serverTime(Answer<?> answer) {
    if (answer instanceof Answer.Observed<?> observed) {
      return observed.serverTime();
    }
    return answer instanceof Answer.NotModified<?> same ? same.serverTime() : Optional.empty();
  }

  /** Publishes how it stands, where that is another than before. */
  synchronized void publishState() {
    // Skew is told to the second, so that an estimate which trembles is not a change.
    Optional<Duration> rounded =
        skew.estimate().map(d -> Duration.ofSeconds(Math.round(d.toMillis() / 1000.0)));
    ControllerState next =
        new ControllerState(controller, asked, circuit.state(), rounded, discovery);
    if (!next.equals(state) && !retired) {
      state = next;
      published.accept(next);
    }
  }
}
