package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.does;
import static io.icewatch.controller.BadAnswer.raw;

import io.icewatch.controller.BadAnswer.Ask;
import java.util.ArrayList;
import java.util.List;

/** Answers with a status other than 200. */
final class BadStatuses {
  private static final String NO_ROUTE = "{\"code\":404,\"error\":\"HTTP 404 Not Found\"}";
  private static final String BOOM = "{\"code\":500,\"error\":\"Catalog\\n\\u0007 unreachable\"}";

  private BadStatuses() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(reads());
    all.addAll(triggers());
    return all;
  }

  private static List<BadAnswer> reads() {
    String slow = "{\"code\":429,\"error\":\"slow down\"}";
    return List.of(
        json(Ask.CHECKPOINT, "400 Bad Request", "not a catalog table", "not_catalog_table"),
        json(Ask.FILES, "400 Bad Request", "not a catalog table", "not_catalog_table"),
        json(Ask.FILES_AT, "400 Bad Request", "not a catalog table", "not_catalog_table"),
        json(Ask.STATUS, "400 Bad Request", "bad name", "unexpected_status"),
        json(Ask.STATUS, "401 Unauthorized", "HTTP 401 Unauthorized", "denied"),
        json(Ask.STATUS, "403 Forbidden", "Permission is denied", "denied"),
        json(Ask.STATUS, "404 Not Found", "Table 'bad_OFFLINE' not found.", "table_unknown"),
        json(Ask.STATUS, "404 Not Found", "HTTP 404 Not Found", "feature_absent"),
        json(Ask.NAMES, "404 Not Found", "HTTP 404 Not Found", "feature_absent"),
        text(Ask.STATUS, "404 Not Found", "no table bad_OFFLINE here", "table_unknown"),
        text(Ask.STATUS, "404 Not Found", "404 page not found", "feature_absent"),
        text(Ask.STATUS, "404 Not Found", "{\"message\":\"no Route matched\"}", "feature_absent"),
        page(Ask.STATUS, "404 Not Found", "feature_absent"),
        empty(Ask.STATUS, "404 Not Found", "feature_absent"),
        json(Ask.STATUS, "405 Method Not Allowed", "no", "unexpected_status"),
        json(Ask.STATUS, "406 Not Acceptable", "no", "unexpected_status"),
        json(Ask.STATUS, "408 Request Timeout", "too slow", "unexpected_status"),
        json(Ask.STATUS, "410 Gone", "gone", "unexpected_status"),
        json(Ask.STATUS, "415 Unsupported Media Type", "no", "unexpected_status"),
        json(Ask.STATUS, "418 I'm a teapot", "no", "unexpected_status"),
        header(Ask.STATUS, "429 Too Many", "Retry-After: 7", slow, "throttled"),
        header(Ask.STATUS, "429 Too Many", "Retry-After: soon", slow, "throttled"),
        json(Ask.STATUS, "500 Internal Server Error", "catalog unreachable", "controller_error"),
        raw(
            Ask.STATUS,
            "500 with control characters",
            Bodies.json("500 Internal Server Error", BOOM),
            "controller_error",
            "HTTP 500: Catalog . unreachable"),
        page(Ask.STATUS, "502 Bad Gateway", "controller_error"),
        empty(Ask.STATUS, "503 Service Unavailable", "controller_error"),
        header(Ask.STATUS, "503 Unavailable", "Retry-After: 0", BOOM, "controller_error"),
        text(Ask.STATUS, "504 Gateway Timeout", "upstream timed out", "controller_error"),
        text(Ask.STATUS, "599 Odd", "odd", "controller_error"),
        text(Ask.STATUS, "600 Odder", "odder", "unexpected_status"),
        raw(
            Ask.STATUS,
            "500 with 200 kB of text",
            Bodies.http("500 Oops", "text/plain", "x".repeat(200_000)),
            "controller_error",
            "HTTP 500: xxx"),
        raw(
            Ask.STATUS,
            "500 with 60 kB of unclosed markup",
            Bodies.http("500 Oops", "text/html", "<style".repeat(10_000)),
            "controller_error",
            "HTTP 500: a page:"),
        empty(Ask.STATUS, "204 No Content", "malformed"),
        empty(Ask.STATUS, "202 Accepted", "malformed"),
        empty(Ask.FILES, "206 Partial Content", "malformed"),
        empty(Ask.STATUS, "304 Not Modified", "unexpected_status"),
        location(Ask.STATUS, "301 Moved", "https://sso.example.com/x?token=1", "sso.example.com"),
        location(Ask.STATUS, "302 Found", "/login", "redirect to 127.0.0.1"),
        location(Ask.STATUS, "307 Temporary", "http://[bad", "an unreadable Location"),
        location(Ask.STATUS, "308 Permanent", "ftp://files/", "an unreadable Location"),
        empty(Ask.STATUS, "300 Multiple Choices", "unexpected_status"),
        does(
            Ask.STATUS,
            "a redirect loop",
            talk -> talk.send("HTTP/1.1 302 Found\r\nLocation: "
                + "/api/pinot"
                + talk.target()
                + "\r\nContent-Length: 0\r\n\r\n"),
            "unexpected_status",
            "redirect to 127.0.0.1"));
  }

  private static List<BadAnswer> triggers() {
    return List.of(
        json(Ask.TRIGGER, "200 OK", "any text at all", "accepted"),
        empty(Ask.TRIGGER, "202 Accepted", "accepted"),
        empty(Ask.TRIGGER, "204 No Content", "accepted"),
        json(Ask.TRIGGER, "400 Bad Request", "Illegal table type", "rejected"),
        json(Ask.TRIGGER, "401 Unauthorized", "HTTP 401 Unauthorized", "rejected"),
        json(Ask.TRIGGER, "403 Forbidden", "Permission is denied", "rejected"),
        json(Ask.TRIGGER, "404 Not Found", "Table 'bad_OFFLINE' not found.", "rejected"),
        raw(
            Ask.TRIGGER,
            "404 of the route",
            Bodies.json("404 Not Found", NO_ROUTE),
            "rejected",
            "feature_absent: HTTP 404 on /api/pinot/periodictask/run"),
        header(Ask.TRIGGER, "408 Request Timeout", "X: y", BOOM, "rejected"),
        header(Ask.TRIGGER, "429 Too Many", "Retry-After: 7", BOOM, "rejected"),
        json(Ask.TRIGGER, "500 Internal Server Error", "no minion", "rejected"),
        header(Ask.TRIGGER, "503 Unavailable", "Retry-After: 0", BOOM, "rejected"),
        page(Ask.TRIGGER, "502 Bad Gateway", "unknown"),
        text(Ask.TRIGGER, "503 Unavailable", "disconnect/reset before headers", "unknown"),
        empty(Ask.TRIGGER, "500 Internal Server Error", "unknown"),
        json(Ask.TRIGGER, "504 Gateway Timeout", "upstream timed out", "unknown"),
        page(Ask.TRIGGER, "504 Gateway Timeout", "unknown"),
        location(Ask.TRIGGER, "307 Temporary", "https://sso.example.com/", "sso.example.com"),
        location(Ask.TRIGGER, "303 See Other", "/elsewhere", "redirect to 127.0.0.1"));
  }

  private static BadAnswer json(Ask ask, String status, String error, String outcome) {
    String code = status.substring(0, 3);
    String body = "{\"code\":%s,\"error\":\"%s\"}".formatted(code, error);
    String name = code + ": " + error;
    return raw(ask, name, Bodies.json(status, body), outcome, error);
  }

  private static BadAnswer text(Ask ask, String status, String text, String outcome) {
    String name = status.substring(0, 3) + " as text: " + text;
    return raw(ask, name, Bodies.http(status, "text/plain", text), outcome, text);
  }

  private static BadAnswer page(Ask ask, String status, String outcome) {
    String page = "<html><style>a{}</style><h1>Sorry</h1><p>gone&nbsp;</html>";
    String answer = Bodies.http(status, "text/html;charset=ISO-8859-1", page);
    return raw(ask, status + " as a page", answer, outcome, "a page: Sorry gone");
  }

  private static BadAnswer empty(Ask ask, String status, String outcome) {
    String says = outcome.equals("accepted") ? status.substring(0, 3) : "";
    String length =
        status.startsWith("204") || status.startsWith("304") ? "" : "Content-Length: 0\r\n";
    String answer = "HTTP/1.1 " + status + "\r\n" + length + "\r\n";
    return raw(ask, status + ", empty", answer, outcome, says);
  }

  private static BadAnswer header(
      Ask ask, String status, String header, String body, String outcome) {
    String answer = Bodies.json(status, body).replaceFirst("\r\n", "\r\n" + header + "\r\n");
    return raw(ask, status + ", " + header, answer, outcome, "HTTP " + status.substring(0, 3));
  }

  private static BadAnswer location(Ask ask, String status, String location, String says) {
    String answer =
        "HTTP/1.1 " + status + "\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    String outcome = ask == Ask.TRIGGER ? "rejected" : "unexpected_status";
    return raw(ask, status + " to " + location, answer, outcome, says);
  }
}
