package io.icewatch.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /metrics}. Runs on the event loop; the text comes from the workers, and requests for
 * the same form of it that meet share one.
 */
final class ScrapeRoute {
  /** Answers under way at once; the next one takes the place of one that is read slowly. */
  static final int MAX_OPEN = 256;

  /** From when on an answer is read slowly. */
  static final long SLOW = TimeUnit.SECONDS.toNanos(5);

  /** How long a scraper may take to read an answer: longer than any scrape time-out in use. */
  private static final long MOST_MILLIS = 120_000;

  /** The same of a long answer. */
  private static final long LEAST_MILLIS = 20_000;

  /** What answers that differ may hold in memory together, about. */
  private static final long MOST_HELD = 64L << 20;

  /** After so long nothing of an old answer is in a new one: every table has been asked again. */
  private static final long ALL_NEW_MILLIS = 15_000;

  private static final Logger LOG = LoggerFactory.getLogger(ScrapeRoute.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final MetricsSource source;
  private final Map<Form, Future<MetricsSource.Scrape>> inFlight = new HashMap<>();

  /** Answers under way, the oldest first. */
  private final Map<HttpServerResponse, Open> open = new LinkedHashMap<>();

  private final WebEngine engine;
  private final LongSupplier nanos;

  /** An answer under way, since when, and the timer that ends it. */
  private record Open(HttpServerRequest request, long since, long timer) {}

  private record Form(MetricsSource.Exposition exposition, boolean gzip) {}

  ScrapeRoute(
      Vertx vertx,
      WorkerExecutor workers,
      MetricsSource source,
      WebEngine engine,
      LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
    this.vertx = vertx;
    this.workers = workers;
    this.source = source;
  }

  void handle(HttpServerRequest request) {
    request.response().putHeader("Vary", "Accept, Accept-Encoding");
    if (open.size() >= MAX_OPEN && !slowestCutOff()) {
      engine.refusals().count(Refusals.Reason.BUSY);
      request.response().putHeader("Retry-After", "1");
      Answers.text(request, 503, open.size() + " scrapes are under way (expected: fewer)");
      return;
    }
    opened(request);
    boolean gzip = Negotiation.gzip(Negotiation.header(request, "Accept-Encoding"));
    rendering(new Form(Negotiation.exposition(Negotiation.header(request, "Accept")), gzip))
        .onSuccess(scrape -> send(request, scrape, gzip))
        .onFailure(problem -> {
          LOG.error("/metrics: no text could be made", problem);
          Answers.text(request, 500, "the metrics could not be rendered: see the log");
        });
  }

  /** Whether there was one that is read slowly. */
  private boolean slowestCutOff() {
    Open slowest = open.values().iterator().next();
    if (nanos.getAsLong() - slowest.since() < SLOW) {
      return false;
    }
    cutOff(slowest.request());
    closed(slowest.request().response());
    return true;
  }

  private void cutOff(HttpServerRequest request) {
    engine.refusals().count(Refusals.Reason.SLOW);
    engine.connections().breakOff(request);
  }

  private void opened(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    long timer = vertx.setTimer(MOST_MILLIS, late -> cutOff(request));
    open.put(response, new Open(request, nanos.getAsLong(), timer));
    response.endHandler(ended -> closed(response));
    response.closeHandler(closed -> closed(response));
  }

  /** An answer that is being read keeps its text in memory, so that a long one has less time. */
  private void limited(HttpServerRequest request, long length) {
    long millis = readingMillis(length);
    Open under = open.get(request.response());
    if (under != null && millis < MOST_MILLIS && vertx.cancelTimer(under.timer())) {
      long timer = vertx.setTimer(millis, late -> cutOff(request));
      open.put(request.response(), new Open(request, under.since(), timer));
    }
  }

  /**
   * How long an answer may be read, so that all that are being read hold a bounded number of bytes,
   * however many readers there are: those of one moment share theirs.
   */
  static long readingMillis(long length) {
    return Math.max(
        LEAST_MILLIS, Math.min(MOST_MILLIS, MOST_HELD / Math.max(1, length) * ALL_NEW_MILLIS));
  }

  private void closed(HttpServerResponse response) {
    Open ended = open.remove(response);
    if (ended != null) {
      vertx.cancelTimer(ended.timer());
    }
  }

  private Future<MetricsSource.Scrape> rendering(Form form) {
    Future<MetricsSource.Scrape> running = inFlight.get(form);
    if (running != null) {
      return running;
    }
    Future<MetricsSource.Scrape> started =
        workers.executeBlocking(() -> source.scrape(form.exposition(), form.gzip()), false);
    inFlight.put(form, started);
    started.onComplete(done -> inFlight.remove(form));
    return started;
  }

  private void send(HttpServerRequest request, MetricsSource.Scrape scrape, boolean gzip) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    limited(request, scrape.length());
    response
        .putHeader("Content-Type", scrape.contentType())
        .putHeader("Content-Length", Long.toString(scrape.length()));
    if (gzip) {
      response.putHeader("Content-Encoding", "gzip");
    }
    PageSender.send(vertx, request, scrape.pages());
  }
}
