package io.icewatch.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with JSON that may be long: a worker writes it, and it is sent in slices. For the event
 * loop.
 */
final class JsonWorkers {
  /** Answers under way at once; the next one is told to come again. */
  static final int MAX_OPEN = 32;

  private static final int PAGE = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(JsonWorkers.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Set<HttpServerResponse> open = new HashSet<>();

  JsonWorkers(Vertx vertx) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("icewatch-api", 1);
  }

  /**
   * Answers with what a worker makes.
   *
   * @param body runs on the worker; an {@link ApiException} becomes its problem
   */
  void answer(RoutingContext context, Supplier<JsonObject> body) {
    text(context, Api.JSON, () -> body.get().encode() + "\n");
  }

  /** The same with any text. */
  void text(RoutingContext context, String contentType, Supplier<String> body) {
    HttpServerResponse response = context.response();
    if (open.size() >= MAX_OPEN) {
      response.putHeader("Retry-After", "1");
      Problems.send(context, 503, open.size() + " answers are under way (expected: fewer)");
      return;
    }
    open.add(response);
    // The context's handler, not the response's: others may wait for the same end.
    context.addEndHandler(ended -> open.remove(response));
    workers
        .executeBlocking(() -> pages(body.get()), false)
        .onSuccess(pages -> send(context, contentType, pages))
        .onFailure(problem -> {
          if (problem instanceof ApiException known) {
            Problems.send(context, known);
          } else {
            LOG.error("{}: no answer could be made", context.request().path(), problem);
            Problems.send(context, 500, "no answer could be made: see the log");
          }
        });
  }

  private static List<byte[]> pages(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    List<byte[]> pages = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += PAGE) {
      pages.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PAGE)));
    }
    return pages;
  }

  private void send(RoutingContext context, String contentType, List<byte[]> pages) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    long length = pages.stream().mapToLong(page -> page.length).sum();
    Answers.head(response, 200, contentType, length);
    PageSender.send(vertx, context.request(), pages);
  }
}
