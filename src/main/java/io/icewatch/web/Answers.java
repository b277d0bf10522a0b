package io.icewatch.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Short answers, complete at once. */
final class Answers {
  private Answers() {}

  /** One line of text for people and probes. */
  static Future<Void> text(HttpServerRequest request, int status, String line) {
    return send(request, status, "text/plain; charset=utf-8", line + "\n");
  }

  /** A whole body; for HEAD its length only. */
  static Future<Void> send(HttpServerRequest request, int status, String contentType, String body) {
    return send(request, status, contentType, Buffer.buffer(body));
  }

  /** The same of bytes that are there already. */
  static Future<Void> send(
      HttpServerRequest request, int status, String contentType, Buffer bytes) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    head(response, status, contentType, bytes.length());
    return request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
  }

  /** What comes before a body. */
  static void head(HttpServerResponse response, int status, String contentType, long length) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", contentType)
        .putHeader("Content-Length", Long.toString(length))
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }
}
