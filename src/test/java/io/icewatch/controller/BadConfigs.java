package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.TABLE;
import static io.icewatch.controller.BadAnswer.body;
import static io.icewatch.controller.BadAnswer.raw;

import io.icewatch.controller.BadAnswer.Ask;
import java.util.ArrayList;
import java.util.List;

/** Answers to the question for a table's config; each holds a secret that must not show. */
final class BadConfigs {
  /** A value that stands in every body here. */
  static final String SECRET = "hunter2-s3cr3t";

  private static final String HIDDEN = "\"s3.secret-access-key\":\"" + SECRET + "\"";

  private BadConfigs() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(bodies());
    all.addAll(statuses());
    return all;
  }

  private static List<BadAnswer> bodies() {
    String good = Bodies.config(TABLE, "{" + HIDDEN + "}");
    return List.of(
        malformed("empty body", "", "body: empty (expected: a JSON object)"),
        malformed("plain text", SECRET, "body: not JSON: at 1:"),
        malformed("JSON cut off", good.substring(0, good.length() - 3), "body: not JSON: at 1:"),
        malformed("HTML with 200", "<html>" + SECRET, "body: HTML or XML"),
        malformed("a string", "\"" + SECRET + "\"", "body: a single value (expected: a JSON"),
        malformed("an array", "[" + good + "]", "body: an array"),
        malformed("an empty object", "{}", "OFFLINE: missing (expected: the config of an OFFLINE"),
        malformed("another type", good.replace("\"OFFLINE\":{", "\"REALTIME\":{"), "OFFLINE: miss"),
        malformed("a text for the config", "{\"OFFLINE\":\"" + SECRET + "\"}", "OFFLINE: a single"),
        malformed("null for the config", "{\"OFFLINE\":null}", "OFFLINE: a single value"),
        malformed("no name", good.replace("tableName", "name"), "tableName: missing (expected: "),
        malformed(
            "about another table",
            Bodies.config("other_OFFLINE", "{" + HIDDEN + "}"),
            "tableName: other_OFFLINE (expected: bad_OFFLINE)"),
        malformed(
            "a text for the tasks",
            good.replaceFirst("\"task\":.*", "\"task\":\"" + SECRET + "\"}}"),
            "task: a single value (expected: a JSON object or null)"),
        malformed(
            "a list for the task",
            Bodies.config(TABLE, "[\"" + SECRET + "\"]"),
            "IcebergIngestionTask: an array (expected: a JSON object or null)"),
        malformed(
            "a list for a property",
            Bodies.config(TABLE, "{\"keys\":[\"" + SECRET + "\"]}"),
            "keys: an array (expected: text)"),
        malformed("a duplicate property", Bodies.config(TABLE, twice(HIDDEN)), "body: not JSON: "),
        fine("a secret among the properties", good, "properties=[s3.secret-access-key]"),
        fine(
            "a number, a boolean and a null",
            Bodies.config(TABLE, "{\"a\":1,\"b\":true,\"schedule\":null}"),
            "schedule=Optional.empty, sourceType=Optional.empty, properties=[a, b]"),
        fine("no ingestion task", Bodies.config(TABLE, "null"), "task=Optional.empty"),
        fine("no task at all", "{\"OFFLINE\":{\"tableName\":\"" + TABLE + "\"}}", "Optional.empty"),
        fine("an empty task", Bodies.config(TABLE, "{}"), "properties=[]"),
        fine(
            "a blank schedule",
            Bodies.config(TABLE, "{\"schedule\":\" \"}"),
            "schedule=Optional.empty, "),
        fine(
            "a schedule and a source type",
            Bodies.config(
                TABLE, "{\"schedule\":\"0 0 * * * ?\",\"iceberg.source.type\":\"catalog\"}"),
            "schedule=Optional[0 0 * * * ?], sourceType=Optional[catalog]"));
  }

  private static List<BadAnswer> statuses() {
    return List.of(
        error("401 Unauthorized", "HTTP 401 Unauthorized", "denied"),
        error("403 Forbidden", "Permission is denied for READ '/tables/bad'", "denied"),
        error("404 Not Found", "Table bad_OFFLINE does not exist", "table_unknown"),
        error("404 Not Found", "HTTP 404 Not Found", "feature_absent"),
        error("429 Too Many Requests", "slow down", "throttled"),
        error("500 Internal Server Error", "zookeeper", "controller_error"),
        error("405 Method Not Allowed", "no", "unexpected_status"),
        raw(
            Ask.CONFIG,
            "206 with a part of it",
            Bodies.json("206 Partial Content", SECRET),
            "malformed",
            "status: 206 (expected: 200)"),
        raw(
            Ask.CONFIG,
            "302 to a login",
            "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n",
            "unexpected_status",
            "redirect to 127.0.0.1"),
        raw(
            Ask.CONFIG,
            "more than the cap",
            Bodies.json("200 OK", "\"" + SECRET.repeat(100_000) + "\""),
            "malformed",
            "body: more than 1048576 bytes"));
  }

  private static String twice(String property) {
    return "{" + property + "," + property + "}";
  }

  private static BadAnswer malformed(String name, String body, String says) {
    return body(Ask.CONFIG, name, body, "malformed", says);
  }

  private static BadAnswer fine(String name, String body, String says) {
    return body(Ask.CONFIG, name, body, "observed", says);
  }

  private static BadAnswer error(String status, String error, String outcome) {
    String code = status.substring(0, 3);
    String body = "{\"code\":%s,\"error\":\"%s\"}".formatted(code, error);
    return raw(Ask.CONFIG, code + ": " + error, Bodies.json(status, body), outcome, error);
  }
}
