package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.body;
import static io.icewatch.controller.BadAnswer.raw;

import io.icewatch.controller.BadAnswer.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers to the question which tables there are. */
final class BadListings {
  private static final String ARRAY = "(expected: an array of the names of OFFLINE tables)";

  private BadListings() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(shapes());
    all.addAll(names());
    all.addAll(statuses());
    return all;
  }

  private static List<BadAnswer> shapes() {
    return List.of(
        malformed("empty body", "", "body: empty (expected: a JSON object)"),
        malformed("HTML with 200", "<html>login</html>", "body: HTML or XML"),
        malformed("JSON cut off", "{\"tables\":[\"a_OFFLINE\",\"b_OF", "body: not JSON"),
        malformed("an array without its object", "[\"a_OFFLINE\"]", "body: an array (expected: a"),
        malformed("an empty object", "{}", "tables: missing " + ARRAY),
        malformed("null for the tables", "{\"tables\":null}", "tables: null " + ARRAY),
        malformed("a text for the tables", "{\"tables\":\"a_OFFLINE\"}", "tables: \"a_OFFLINE\""),
        malformed(
            "an object for the tables", "{\"tables\":{\"a_OFFLINE\":1}}", "tables: an object"),
        malformed("a number among the names", list("\"a_OFFLINE\",7"), "tables[1]: 7 (expected: a"),
        malformed("null among the names", list("\"a_OFFLINE\",null"), "tables[1]: null (expected:"),
        malformed("a list among the names", list("[\"a_OFFLINE\"]"), "tables[0]: an array"),
        malformed("tables twice", "{\"tables\":[],\"tables\":[]}", "Duplicate field 'tables'"),
        malformed(
            "an error in a 200", "{\"code\":500,\"error\":\"boom\"}", "tables: missing " + ARRAY),
        fine("no tables", "{\"tables\":[]}", "tables=[], unusable=0"),
        fine(
            "a field more",
            "{\"numTables\":1,\"tables\":[\"a_OFFLINE\"]}",
            "tables=[a_OFFLINE], unusable=0"));
  }

  private static List<BadAnswer> names() {
    return List.of(
        fine(
            "names out of order, one twice",
            list("\"b_OFFLINE\",\"a_OFFLINE\",\"b_OFFLINE\""),
            "tables=[a_OFFLINE, b_OFFLINE], unusable=0"),
        oneUnusable("a realtime table", "a_REALTIME", "'a_REALTIME'"),
        oneUnusable("a name without its type", "orders", "'orders'"),
        oneUnusable("an empty name", "", "''"),
        oneUnusable("nothing but the type", "_OFFLINE", "'_OFFLINE'"),
        oneUnusable("the type in small letters", "orders_offline", "'orders_offline'"),
        oneUnusable("a name with a slash", "a/b_OFFLINE", "'a/b_OFFLINE'"),
        oneUnusable("a name with a space", "a b_OFFLINE", "'a b_OFFLINE'"),
        oneUnusable("a name with a line end", "a\\n_OFFLINE", "'a _OFFLINE'"),
        oneUnusable("a name with markup", "<b>_OFFLINE", "'<b>_OFFLINE'"),
        oneUnusable("a name with a comma", "a,b_OFFLINE", "'a,b_OFFLINE'"),
        oneUnusable("a database without a table", "sales._OFFLINE", "'sales._OFFLINE'"),
        oneUnusable("a table of no database", ".orders_OFFLINE", "'.orders_OFFLINE'"),
        oneUnusable("256 characters", "x".repeat(248) + "_OFFLINE", "xxx"),
        fine(
            "a name of 255 characters",
            list("\"" + "x".repeat(247) + "_OFFLINE\""),
            "unusable=0, example=Optional.empty"),
        fine(
            "a table of a database",
            list("\"sales.orders_OFFLINE\""),
            "tables=[sales.orders_OFFLINE]"),
        malformed(
            "only names without their type",
            list("\"orders\",\"plain\""),
            "tables: 2 names such as 'orders' " + ARRAY),
        malformed(
            "only realtime tables", list("\"a_REALTIME\""), "tables: 1 names such as 'a_REALTIME'"),
        fine("10,000 names", list(names(10_000)), "table_00000_OFFLINE, table_00001_OFFLINE"),
        malformed("100,000 names", list(names(100_000)), "body: more than 1048576 bytes"));
  }

  private static List<BadAnswer> statuses() {
    return List.of(
        error("401 Unauthorized", "HTTP 401 Unauthorized", "denied"),
        error("403 Forbidden", "Permission is denied", "denied"),
        error("404 Not Found", "HTTP 404 Not Found", "feature_absent"),
        error("404 Not Found", "no table here", "feature_absent"),
        error("405 Method Not Allowed", "no", "unexpected_status"),
        error("429 Too Many Requests", "slow down", "throttled"),
        error("500 Internal Server Error", "No enum constant TableType.OFFLIN", "controller_error"),
        error("503 Service Unavailable", "starting", "controller_error"),
        raw(
            Ask.TABLES,
            "206 with a part of it",
            Bodies.json("206 Partial Content", list("\"a_OFFLINE\"")),
            "malformed",
            "status: 206 (expected: 200)"),
        raw(
                Ask.TABLES,
                "a list that breaks off",
                Bodies.json("200 OK", list(names(100))).substring(0, 900),
                "timed_out",
                "within")
            .within(java.time.Duration.ofMillis(300)));
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj("\"table_%05d_OFFLINE\""::formatted)
        .collect(Collectors.joining(","));
  }

  private static String list(String names) {
    return "{\"tables\":[" + names + "]}";
  }

  private static BadAnswer oneUnusable(String name, String spoilt, String shown) {
    String says = spoilt.length() > 80
        ? "unusable=1, example=Optional['" + shown
        : "unusable=1, " + "example=Optional[" + shown + "]";
    return fine(name, list("\"a_OFFLINE\",\"" + spoilt + "\""), says);
  }

  private static BadAnswer malformed(String name, String body, String says) {
    return body(Ask.TABLES, name, body, "malformed", says);
  }

  private static BadAnswer fine(String name, String body, String says) {
    return body(Ask.TABLES, name, body, "observed", says);
  }

  private static BadAnswer error(String status, String error, String outcome) {
    String code = status.substring(0, 3);
    String body = "{\"code\":%s,\"error\":\"%s\"}".formatted(code, error);
    return raw(Ask.TABLES, code + ": " + error, Bodies.json(status, body), outcome, error);
  }
}
