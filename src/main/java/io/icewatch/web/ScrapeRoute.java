package io.icewatch.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /metrics}. Runs on the event loop; the text comes from the workers, and requests for
 * the same form of it that meet share one.
 */
final class ScrapeRoute {
  /** Answers under way at once; the next one is told to come again. */
  static final int MAX_OPEN = 40;

  /** How long a scraper may take to read an answer: longer than any scrape time-out in use. */
  private static final long MAX_MILLIS = 120_000;

  private static final Logger LOG = LoggerFactory.getLogger(ScrapeRoute.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final MetricsSource source;
  private final Map<Form, Future<MetricsSource.Scrape>> inFlight = new HashMap<>();

  /** Answers under way, and the timers that end them. */
  private final Map<HttpServerResponse, Long> open = new HashMap<>();

  private record Form(MetricsSource.Exposition exposition, boolean gzip) {}

  ScrapeRoute(Vertx vertx, WorkerExecutor workers, MetricsSource source) {
    this.vertx = vertx;
    this.workers = workers;
    this.source = source;
  }

  void handle(HttpServerRequest request) {
    request.response().putHeader("Vary", "Accept, Accept-Encoding");
    if (open.size() >= MAX_OPEN) {
      request.response().putHeader("Retry-After", "1");
      Answers.text(request, 503, open.size() + " scrapes are under way (expected: fewer)");
      return;
    }
    opened(request);
    boolean gzip = Negotiation.gzip(header(request, "Accept-Encoding"));
    rendering(new Form(Negotiation.exposition(header(request, "Accept")), gzip))
        .onSuccess(scrape -> send(request, scrape, gzip))
        .onFailure(problem -> {
          LOG.error("/metrics: no text could be made", problem);
          Answers.text(request, 500, "the metrics could not be rendered: see the log");
        });
  }

  private static Optional<String> header(HttpServerRequest request, String name) {
    List<String> values = request.headers().getAll(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  private void opened(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    open.put(response, vertx.setTimer(MAX_MILLIS, timer -> request.connection().close()));
    response.endHandler(ended -> closed(response));
    response.closeHandler(closed -> closed(response));
  }

  private void closed(HttpServerResponse response) {
    Long timer = open.remove(response);
    if (timer != null) {
      vertx.cancelTimer(timer);
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
    response
        .putHeader("Content-Type", scrape.contentType())
        .putHeader("Content-Length", Long.toString(scrape.length()));
    if (gzip) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      new PageSender(vertx, response, scrape.pages()).send();
    }
  }
}
