package io.icewatch.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers when the auto-trigger's next turn has. For the event loop. */
final class TriggerTurns {
  /** What waits for a turn longer than this is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(TriggerTurns.class);

  private final Vertx vertx;

  TriggerTurns(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Waits for what was asked.
   *
   * @param revocable whether to cancel it takes it back; else it may be done later
   */
  <T> void await(
      RoutingContext context, CompletableFuture<T> asked, boolean revocable, Consumer<T> answer) {
    Context loop = vertx.getOrCreateContext();
    long timer = vertx.setTimer(PATIENCE.toMillis(), late -> {
      boolean takenBack = asked.cancel(false) && revocable;
      Problems.send(
          context,
          503,
          "the auto-trigger took no turn within " + PATIENCE.toSeconds() + " s"
              + (takenBack ? "" : "; it may still do what was asked"));
    });
    var unused = asked.whenComplete((value, failure) -> loop.runOnContext(done -> {
      if (!vertx.cancelTimer(timer) || context.response().ended()) {
        return;
      }
      if (failure == null) {
        answer.accept(value);
      } else {
        LOG.warn("{}: not done", context.request().path(), failure);
        String why = failure.getMessage();
        Problems.send(context, 503, why == null ? "the daemon is stopping" : why);
      }
    }));
  }
}
