package io.icewatch.web;

import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /probe}: one table that is watched, asked about now. Names that are not watched are
 * refused, so that nobody points the daemon anywhere. Runs on the event loop.
 */
final class ProbeRoute {
  /** Probes under way at once; the next one is told to come again. */
  static final int MAX_OPEN = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ProbeRoute.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Supplier<Snapshot> fleet;
  private final Prober prober;
  private final InstantSource clock;
  private int open;

  ProbeRoute(Vertx vertx, Content content) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("icewatch-probe", 1);
    this.fleet = content.fleet();
    this.prober = content.prober();
    this.clock = content.clock();
  }

  /** One probe under way. */
  private record Probe(
      RoutingContext context, TableId table, boolean debug, Duration patience, Instant began) {}

  void mount(Router router) {
    router.route("/probe").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    try {
      if (open >= MAX_OPEN) {
        context.response().putHeader("Retry-After", "1");
        throw new ApiException(503, open + " probes are under way (expected: fewer)");
      }
      Query query = Query.of(context.request(), "controller", "table", "debug");
      TableId table = ProbeNames.watched(query, fleet.get());
      begin(new Probe(
          context,
          table,
          query.flag("debug"),
          ProbeNames.patience(context.request().getHeader(ProbeNames.TIMEOUT)),
          clock.instant()));
    } catch (ApiException e) {
      Problems.send(context, e);
    }
  }

  private void begin(Probe probe) {
    open++;
    probe.context().addEndHandler(ended -> open--);
    Context loop = vertx.getOrCreateContext();
    workers
        .executeBlocking(() -> prober.ask(probe.table()), false)
        .onSuccess(asked -> {
          if (asked.isPresent()) {
            await(probe, asked.get(), loop);
          } else {
            probe.context().response().putHeader("Retry-After", "1");
            Problems.send(
                probe.context(),
                503,
                probe.table().controller()
                    + ": more probes than a quarter of its request budget allows; /metrics has"
                    + " what the last poll saw");
          }
        })
        .onFailure(problem -> failed(probe, problem));
  }

  private void await(Probe probe, CompletableFuture<TableState> asked, Context loop) {
    long timer = vertx.setTimer(probe.patience().toMillis(), late -> {
      asked.cancel(false);
      ended(probe, false);
    });
    var unused = asked.whenComplete((state, failure) -> loop.runOnContext(done -> {
      if (vertx.cancelTimer(timer)) {
        ended(probe, failure == null);
      }
    }));
  }

  /** What is known now is answered, in time or not. */
  private void ended(Probe probe, boolean inTime) {
    Optional<TableState> table =
        ApiCall.find(fleet.get(), probe.table().controller(), probe.table().table());
    if (table.isEmpty()) {
      Problems.send(probe.context(), 400, probe.table() + ": watched no more");
      return;
    }
    Instant now = clock.instant();
    Prober.Outcome outcome = new Prober.Outcome(
        inTime && ProbeText.answered(table.get(), probe.began()),
        Duration.between(probe.began(), now).abs());
    if (probe.debug()) {
      Answers.text(
          probe.context().request(), 200, ProbeText.of(table.get(), probe.began(), outcome, now));
    } else {
      scrape(probe, table.get(), outcome);
    }
  }

  private void scrape(Probe probe, TableState table, Prober.Outcome outcome) {
    HttpServerRequest request = probe.context().request();
    boolean gzip = Negotiation.gzip(Negotiation.header(request, "Accept-Encoding"));
    MetricsSource.Exposition exposition =
        Negotiation.exposition(Negotiation.header(request, "Accept"));
    workers
        .executeBlocking(() -> prober.scrape(table, outcome, exposition, gzip), false)
        .onSuccess(scrape -> send(request, scrape, gzip))
        .onFailure(problem -> failed(probe, problem));
  }

  private void send(HttpServerRequest request, MetricsSource.Scrape scrape, boolean gzip) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    Answers.head(response, 200, scrape.contentType(), scrape.length());
    response.putHeader("Vary", "Accept, Accept-Encoding");
    if (gzip) {
      response.putHeader("Content-Encoding", "gzip");
    }
    PageSender.send(vertx, request, scrape.pages());
  }

  private static void failed(Probe probe, Throwable problem) {
    LOG.error("/probe of {}: no answer could be made", probe.table(), problem);
    Problems.send(probe.context(), 500, "no answer could be made: see the log");
  }
}
