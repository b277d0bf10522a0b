package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.controller.ApiSearch.Sign;

/** Replies to a question for a status to signs of its generation, a pure function. */
final class ApiSigns {
  private ApiSigns() {}

  /** What the reply says of whether the controller has the route that was asked. */
  static Sign of(String table, Reply reply) {
    if (reply.broken().isPresent() || reply.cut()) {
      return Sign.NOTHING;
    }
    return switch (reply.status()) {
      case 200 -> aboutTable(table, reply) ? Sign.ROUTE : Sign.NOTHING;
      case 304 -> Sign.ROUTE;
      case 404 -> notFound(table, ErrorText.of(reply));
      default -> Sign.NOTHING;
    };
  }

  /** A page of whoever stands between is no status, and JSON of something else neither. */
  private static boolean aboutTable(String table, Reply reply) {
    try {
      JsonNode tree = JsonBody.tree(reply.body(), "");
      return tree.isObject()
          && (tree.path("tableNameWithType").asText("").equals(table)
              || tree.path("status").isTextual());
    } catch (MalformedException e) {
      return false;
    }
  }

  private static Sign notFound(String table, ErrorText error) {
    if (error.kind() != ErrorText.Kind.ERROR_OBJECT) {
      return Sign.NOTHING;
    }
    if (error.text().equals(Refusal.NO_ROUTE)) {
      return Sign.NO_ROUTE;
    }
    // Who names the path may well be a gateway that knows no table.
    return error.text().contains(table) && !error.text().contains("/") ? Sign.ROUTE : Sign.NOTHING;
  }
}
