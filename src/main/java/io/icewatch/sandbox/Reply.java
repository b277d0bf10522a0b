package io.icewatch.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One HTTP answer.
 *
 * @param contentType empty: no such header
 * @param closing whether the connection is closed after it
 * @param fromPinot whether it carries Pinot's own headers; what stands before Pinot has none
 */
record Reply(int status, String contentType, String body, boolean closing, boolean fromPinot) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain";

  static Reply json(JsonNode body) {
    return new Reply(200, JSON, body.toString(), false, true);
  }

  static Reply text(int status, String body) {
    return new Reply(status, TEXT, body, false, true);
  }

  static Reply error(int status, String message) {
    JsonNode body = Json.object().put("code", status).put("error", message);
    return new Reply(status, JSON, body.toString(), false, true);
  }

  /** The answer of a route that does not exist, or is not enabled. */
  static Reply noRoute() {
    return error(404, "HTTP 404 Not Found");
  }

  static Reply empty(int status) {
    return new Reply(status, "", "", true, true);
  }

  static Reply html(int status, String body) {
    return new Reply(status, "text/html;charset=ISO-8859-1", body, false, false);
  }

  Reply thenClose() {
    return new Reply(status, contentType, body, true, fromPinot);
  }
}
