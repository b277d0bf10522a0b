package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.TABLE;
import static io.icewatch.controller.BadAnswer.body;
import static io.icewatch.controller.BadAnswer.does;

import io.icewatch.controller.BadAnswer.Ask;
import java.util.ArrayList;
import java.util.List;

/** Answers of generation B: what is missing is unknown, what means nothing is malformed. */
final class BadExternals {
  private static final String OBSERVED = "observed";
  private static final String MALFORMED = "malformed";
  private static final String ROUTE =
      Bodies.json("404 Not Found", "{\"code\":404,\"error\":\"HTTP 404 Not Found\"}");

  private BadExternals() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(runs());
    all.addAll(checkpoints());
    all.addAll(others());
    all.addAll(triggers());
    return all;
  }

  private static List<BadAnswer> runs() {
    return List.of(
        run("every field of generation A", Bodies.run(TABLE), "filesDiscovered=OptionalLong[15]"),
        run(
            "a status alone",
            "{\"status\":\"COMPLETED\"}",
            "status=COMPLETED, start=Optional.empty, end=Optional.empty,"
                + " filesDiscovered=OptionalLong.empty, segmentsGenerated=OptionalLong.empty"),
        run("nulls for all the rest", nulls(), "filesDiscovered=OptionalLong.empty"),
        run("a lower case status", "{\"status\":\"running\"}", "status=RUNNING"),
        run("IN_PROGRESS", "{\"status\":\"IN_PROGRESS\"}", "status=RUNNING"),
        run("TIMED_OUT", "{\"status\":\"TIMED_OUT\"}", "status=FAILED"),
        run("ABORTED", "{\"status\":\"ABORTED\"}", "status=FAILED"),
        run("zero counts that are told", field("filesDiscovered", "0"), "OptionalLong[0]"),
        bad("an unknown status word", field("status", "\"SYNCING\""), "status: SYNCING (expected:"),
        bad("SUCCEEDED", field("status", "\"SUCCEEDED\""), "status: SUCCEEDED"),
        bad("no status", "{\"tableNameWithType\":\"bad_OFFLINE\"}", "status: missing"),
        bad("a null status", field("status", "null"), "status: null"),
        bad("an empty object", "{}", "status: missing"),
        bad("an array", "[]", "body: an array"),
        bad("HTML", "<html></html>", "body: HTML or XML"),
        bad("a negative count", field("filesDiscovered", "-1"), "filesDiscovered: -1"),
        bad("a count with a point", field("segmentsGenerated", "1.0"), "segmentsGenerated: 1.0"),
        bad("a count in words", field("filesDiscovered", "\"many\""), "filesDiscovered: \"many\""),
        bad("a time in words", field("startTimeMs", "\"now\""), "startTimeMs: \"now\""),
        bad("an end before the start", field("endTimeMs", "1"), "endTimeMs: 1 (expected: at least"),
        bad("another table", field("tableNameWithType", "\"x_OFFLINE\""), "tableNameWithType: x_"),
        does(
            Ask.B_STATUS,
            "404 of the route",
            talk -> talk.send(ROUTE),
            "feature_absent",
            "HTTP 404 on /api/pinot/tables/bad_OFFLINE/externalTable/status"));
  }

  private static List<BadAnswer> checkpoints() {
    return List.of(
        checkpoint("a snapshot", "\"SNAPSHOT_ID\"", "\"7\"", OBSERVED, "SnapshotId[id=7]"),
        checkpoint("a lower case type", "\"snapshot_id\"", "7", OBSERVED, "SnapshotId[id=7]"),
        checkpoint("a time", "\"TIMESTAMP\"", "1707500000000", OBSERVED, "Timestamp[at=2024"),
        checkpoint("null and null", "null", "null", OBSERVED, "None[]"),
        body(Ask.B_CHECKPOINT, "null type alone", "{\"checkpointType\":null}", OBSERVED, "None[]"),
        body(Ask.B_CHECKPOINT, "nothing at all", "{}", MALFORMED, "checkpointType: missing"),
        body(
            Ask.B_CHECKPOINT,
            "a value alone",
            "{\"checkpointValue\":\"7\"}",
            MALFORMED,
            "checkpointType: missing"),
        checkpoint("an unknown type", "\"OFFSET\"", "1", MALFORMED, "checkpointType: \"OFFSET\""),
        checkpoint("an id through a double", "\"SNAPSHOT_ID\"", "1.2E18", MALFORMED, "1.2E+18"),
        checkpoint("a null value", "\"SNAPSHOT_ID\"", "null", MALFORMED, "checkpointValue: null"),
        does(
            Ask.B_CHECKPOINT,
            "400: raw files",
            talk -> talk.send(Bodies.json("400 Bad Request", "{\"code\":400,\"error\":\"raw\"}")),
            "not_catalog_table",
            "HTTP 400: raw"));
  }

  private static List<BadAnswer> others() {
    String config = Bodies.config(TABLE, "{\"schedule\":\"0 0 * * * ?\"}");
    return List.of(
        body(Ask.B_NAMES, "task types", "[\"ExternalTableSyncTask\"]", OBSERVED, "SyncTask"),
        body(Ask.B_TABLES, "two tables", "{\"tables\":[\"a_OFFLINE\"]}", OBSERVED, "[a_OFFLINE]"),
        body(Ask.B_NAMES, "an object", "{}", MALFORMED, "body: an object"),
        body(Ask.B_CONFIG, "only the task of generation A", config, OBSERVED, "Optional.empty"),
        body(
            Ask.B_CONFIG,
            "its own task",
            config.replace("IcebergIngestionTask", "ExternalTableSyncTask"),
            OBSERVED,
            "schedule=Optional[0 0 * * * ?]"));
  }

  private static List<BadAnswer> triggers() {
    String task = "{\"ExternalTableSyncTask\":\"Task_ExternalTableSyncTask_1707500000000\"}";
    return List.of(
        body(Ask.B_TRIGGER, "the task's name", task, "accepted", "200 " + task),
        body(Ask.B_TRIGGER, "an empty body", "", "accepted", "200 "),
        body(Ask.B_TRIGGER, "any text", "done", "accepted", "200 done"),
        body(Ask.B_TRIGGER, "no task", "{}", "accepted", "200 it says that it scheduled nothing"),
        body(
            Ask.B_TRIGGER,
            "errors that are empty",
            Recorded.of("48-tasks-schedule-unknown.txt").reply().body().utf8(),
            "accepted",
            "200 it says that it scheduled nothing: {"),
        body(
            Ask.B_TRIGGER,
            "a task that is not registered",
            Recorded.of("46-tasks-schedule-json-body.txt").reply().body().utf8(),
            "accepted",
            "200 it says that it scheduled nothing: {"),
        body(
            Ask.B_TRIGGER,
            "another task",
            "{\"PurgeTask\":\"Task_PurgeTask_1\"}",
            "accepted",
            "200 it says that it scheduled PurgeTask (expected: ExternalTableSyncTask alone): {"),
        does(
            Ask.B_TRIGGER, "404 of the route", talk -> talk.send(ROUTE), "rejected", "feature_abs"),
        does(
            Ask.B_TRIGGER,
            "a redirect",
            talk -> talk.send(
                "HTTP/1.1 307 T\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"),
            "rejected",
            "redirect to 127.0.0.1"),
        does(
            Ask.B_TRIGGER,
            "503 at once",
            talk -> talk.send("HTTP/1.1 503 U\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
            "unknown",
            "controller_error"),
        does(
            Ask.B_TRIGGER,
            "closes at once",
            talk -> talk.socket().close(),
            "unknown",
            "unreachable"));
  }

  private static String field(String name, String json) {
    return Bodies.run(TABLE, name, json);
  }

  private static String nulls() {
    return "{\"status\":\"COMPLETED\",\"startTimeMs\":null,\"endTimeMs\":null,"
        + "\"filesDiscovered\":null,\"segmentsGenerated\":null,\"errorMessage\":null,"
        + "\"checkpointValue\":null}";
  }

  private static BadAnswer run(String name, String body, String says) {
    return body(Ask.B_STATUS, name, body, OBSERVED, says);
  }

  private static BadAnswer bad(String name, String body, String says) {
    return body(Ask.B_STATUS, name, body, MALFORMED, says);
  }

  private static BadAnswer checkpoint(
      String name, String type, String value, String outcome, String says) {
    return body(Ask.B_CHECKPOINT, name, Bodies.checkpoint(TABLE, type, value), outcome, says);
  }
}
