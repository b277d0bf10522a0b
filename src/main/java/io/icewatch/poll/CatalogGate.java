package io.icewatch.poll;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.CatalogState;
import io.icewatch.model.PollListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every question to one catalog passes: the pause it asked for, and its circuit. The catalog
 * keeps its own budget.
 *
 * <p>A question that is not let through is answered {@link CatalogAnswer.NotAsked}. Thread-safe.
 */
final class CatalogGate {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogGate.class);

  private final String catalog;
  private final Clock steady;
  private final PollListener listener;
  private final Consumer<CatalogState> published;
  private final Circuit circuit;
  private volatile boolean asked;
  private CatalogState state;
  private boolean troubled;
  private boolean retired;

  CatalogGate(
      String catalog,
      Poller.Clocks clocks,
      PollListener listener,
      Consumer<CatalogState> published) {
    this.catalog = catalog;
    this.published = published;
    this.state = CatalogState.initial(catalog);
    this.steady = new SteadyClock(clocks.wall(), clocks.nanos());
    this.listener = listener;
    this.circuit = new Circuit("catalog " + catalog, steady);
  }

  /** Puts a question, if it may be put now. */
  CatalogAnswer ask(Supplier<CatalogAnswer> question) {
    Optional<String> refusal = circuit.refusal();
    publishState();
    if (refusal.isPresent()) {
      CatalogAnswer refused = new CatalogAnswer.NotAsked(refusal.get());
      told(refused, Duration.ZERO);
      return refused;
    }
    Instant began = steady.instant();
    CatalogAnswer answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      circuit.unused();
      throw e;
    }
    Duration took = Duration.between(began, steady.instant());
    settle(answer, took);
    asked = true;
    publishState();
    told(answer, took);
    log(answer);
    return answer;
  }

  /** Publishes and tells nothing any more, also of questions under way, once this has returned. */
  synchronized void retire() {
    retired = true;
  }

  private synchronized void told(CatalogAnswer answer, Duration took) {
    if (!retired) {
      listener.catalogAnswered(catalog, answer, took);
    }
  }

  private void settle(CatalogAnswer answer, Duration took) {
    if (answer instanceof CatalogAnswer.NotAsked) {
      circuit.unused();
      return;
    }
    if (answer instanceof CatalogAnswer.Throttled throttled) {
      circuit.pause(throttled.retryAfter());
    }
    if (answer instanceof CatalogAnswer.Unreachable
        || answer instanceof CatalogAnswer.TimedOut
        || answer instanceof CatalogAnswer.CatalogError) {
      circuit.nobodyHome(answer.message(), took);
    } else {
      circuit.answered(took);
    }
  }

  private synchronized void publishState() {
    CatalogState next = new CatalogState(catalog, asked, circuit.state());
    if (!next.equals(state) && !retired) {
      state = next;
      published.accept(next);
    }
  }

  /** Says when trouble begins and when it ends, whichever table showed it, and nothing between. */
  private synchronized void log(CatalogAnswer answer) {
    if (retired || answer instanceof CatalogAnswer.NotAsked) {
      // The trouble that keeps questions back was said before, or the daemon is stopping.
      return;
    }
    boolean good = answer instanceof CatalogAnswer.Read;
    if (good && troubled) {
      LOG.info("catalog {}: answers again", catalog);
    } else if (!good && !troubled) {
      LOG.warn("catalog {}: {}: {}", catalog, answer.outcome(), answer.message());
    }
    troubled = !good;
  }
}
