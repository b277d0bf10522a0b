package io.icewatch.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers that say what is wrong: problem details (RFC 9457) where programs ask, under the API, {@code
 * /probe} and {@code /sd}; else a line of text.
 */
final class Problems {
  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static Future<Void> send(RoutingContext context, int status, String detail) {
    return forPrograms(context.request().path())
        ? send(context, status, detail, new JsonObject())
        : Answers.text(context.request(), status, detail);
  }

  static void send(RoutingContext context, ApiException problem) {
    if (problem instanceof Route.MethodException method) {
      context.response().putHeader("Allow", method.allowed());
    }
    send(context, problem.status(), String.valueOf(problem.getMessage()));
  }

  private static boolean forPrograms(@Nullable String path) {
    return path != null
        && (path.equals("/api")
            || path.startsWith("/api/")
            || path.equals("/probe")
            || path.equals("/sd"));
  }

  /** With more that a program may read. */
  static Future<Void> send(RoutingContext context, int status, String detail, JsonObject more) {
    JsonObject body = new JsonObject()
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail)
        .mergeIn(more);
    return Answers.send(context.request(), status, TYPE, body.encode() + "\n");
  }
}
