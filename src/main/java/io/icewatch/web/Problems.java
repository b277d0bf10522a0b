package io.icewatch.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers that say what is wrong: problem details (RFC 9457) under the API, else a line of text. */
final class Problems {
  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static void send(RoutingContext context, int status, String detail) {
    if (context.request().path().startsWith(Api.ROOT)) {
      send(context, status, detail, new JsonObject());
    } else {
      Answers.text(context.request(), status, detail);
    }
  }

  /** With more that a program may read. */
  static void send(RoutingContext context, int status, String detail, JsonObject more) {
    JsonObject body = new JsonObject()
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail)
        .mergeIn(more);
    Answers.send(context.request(), status, TYPE, body.encode() + "\n");
  }
}
