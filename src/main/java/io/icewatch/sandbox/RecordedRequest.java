package io.icewatch.sandbox;

import java.time.Instant;

/**
 * One request that reached the controller.
 *
 * @param path as it was sent, prefix included
 * @param query the raw query string; empty when there was none
 * @param at when it was complete, by the controller's clock
 * @param authorization the scheme alone, {@code Basic}, {@code Bearer}: never the secret; empty
 *     when there was none
 * @param body the first 4,096 characters
 */
public record RecordedRequest(
    String method, String path, String query, Instant at, String authorization, String body) {
  private static final int BODY_CHARS = 4_096;

  public RecordedRequest {
    body = body.length() > BODY_CHARS ? body.substring(0, BODY_CHARS) : body;
  }

  static RecordedRequest of(Call call, String query, Instant at) {
    String scheme = call.authorization()
        .map(a -> a.contains(" ") ? a.substring(0, a.indexOf(' ')) : "?")
        .orElse("");
    return new RecordedRequest(call.method(), call.path(), query, at, scheme, call.body());
  }
}
