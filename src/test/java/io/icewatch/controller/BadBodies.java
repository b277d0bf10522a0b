package io.icewatch.controller;

import static io.icewatch.controller.BadAnswer.TABLE;
import static io.icewatch.controller.BadAnswer.body;

import io.icewatch.controller.BadAnswer.Ask;
import java.util.ArrayList;
import java.util.List;

/** Answers with status 200 whose body is at odds with the contract, or only looks so. */
final class BadBodies {
  private static final String MALFORMED = "malformed";
  private static final String OBSERVED = "observed";

  private BadBodies() {}

  static List<BadAnswer> all() {
    List<BadAnswer> all = new ArrayList<>(shapes());
    all.addAll(runs());
    all.addAll(checkpoints());
    all.addAll(counts());
    return all;
  }

  private static List<BadAnswer> shapes() {
    String good = Bodies.run(TABLE);
    return List.of(
        status("empty body", "", "body: empty (expected: a JSON object)"),
        status("blank body", " \n", "body: blank"),
        status("HTML with 200", "<!DOCTYPE html><html>login</html>", "body: HTML or XML"),
        status("plain text with 200", "OK", "body: not JSON: Unrecognized token 'OK'"),
        status("JSON cut off", good.substring(0, 60), "body: not JSON: Unexpected end-of-input"),
        status("JSON null", "null", "body: null (expected: a JSON object)"),
        status("a number", "42", "body: 42"),
        status("a string", "\"COMPLETED\"", "body: \"COMPLETED\""),
        status("an array", "[" + good + "]", "body: an array (expected: a JSON object)"),
        status("an empty object", "{}", "status: missing"),
        status("two documents", good + good, "body: not JSON: Trailing token"),
        status("rubbish after the document", good + "}", "body: not JSON"),
        status("a byte order mark", "\ufeff" + good, "body: not JSON"),
        status(
            "a duplicate key",
            good.replace("{\"tableName", "{\"status\":\"IDLE\",\"tableName"),
            "Duplicate field 'status'"),
        status("1,001 levels deep", "[".repeat(1_001) + "]".repeat(1_001), "nesting depth (1001)"),
        status("NaN", run("filesDiscovered", "NaN"), "body: not JSON"),
        status("an exponent beyond all", run("x", "1e07500000000"), "body: a number out of all"),
        status("single quotes", "{'status':'IDLE'}", "body: not JSON"),
        status("a 1,001-digit number", run("x", "9".repeat(1_001)), "body: not JSON"),
        body(
            Ask.STATUS,
            "an error in a 200",
            "{\"code\":500,\"error\":\"boom\"}",
            MALFORMED,
            "status: missing"),
        fine(Ask.STATUS, "unknown fields, nested", good, "COMPLETED"),
        body(Ask.NAMES, "names as an object", "{}", MALFORMED, "body: an object (expected: a JSON"),
        body(Ask.NAMES, "names with a number", "[\"a\",1]", MALFORMED, "[1]: 1 (expected: a name)"),
        body(Ask.NAMES, "names empty", "", MALFORMED, "body: empty"),
        fine(Ask.NAMES, "no names at all", "[]", "[]"));
  }

  private static List<BadAnswer> runs() {
    return List.of(
        field("status", "\"PAUSED\"", "status: PAUSED (expected: IDLE, RUNNING, COMPLETED or"),
        field("status", "\"completed\"", "status: completed (expected: IDLE"),
        field("status", "null", "status: null"),
        field("status", "7", "status: 7"),
        field("status", "\"\\u001b[31mRED\\r\\n\"", "status: .[31mRED"),
        field("startTimeMs", "", "startTimeMs: missing"),
        field("startTimeMs", "null", "startTimeMs: null"),
        field("startTimeMs", "-1", "startTimeMs: -1"),
        field("startTimeMs", "0", "startTimeMs: 0 (expected: the start of a COMPLETED run)"),
        field("startTimeMs", "253402300800000", "startTimeMs: 253402300800000 (expected: milli"),
        field("startTimeMs", "9223372036854775808", "startTimeMs: 9223372036854775808"),
        field("startTimeMs", "1.7075E12", "startTimeMs: 1.7075E+12"),
        field("startTimeMs", "1707500000000.0", "startTimeMs: 1707500000000.0"),
        field("startTimeMs", "\"2026-03-01T00:00:00Z\"", "startTimeMs: \"2026-03-01T00:00:00Z\""),
        field("startTimeMs", "true", "startTimeMs: true"),
        field("endTimeMs", "", "endTimeMs: missing"),
        field("endTimeMs", "0", "endTimeMs: 0 (expected: the end of a COMPLETED run)"),
        field("endTimeMs", "1707499999999", "endTimeMs: 1707499999999 (expected: at least start"),
        field("filesDiscovered", "", "filesDiscovered: missing"),
        field("filesDiscovered", "-1", "filesDiscovered: -1"),
        field("filesDiscovered", "1e3", "filesDiscovered: 1E+3"),
        field("filesDiscovered", "[1]", "filesDiscovered: an array"),
        field("filesDiscovered", "9007199254740993", "filesDiscovered: 9007199254740993"),
        field("segmentsGenerated", "\"many\"", "segmentsGenerated: \"many\""),
        field("segmentsGenerated", "\" 15\"", "segmentsGenerated: \"15\""),
        field("errorMessage", "{\"a\":1}", "errorMessage: an object (expected: text or null)"),
        field(
            "checkpointValue", "1.2345678901234568E18", "checkpointValue: 1.2345678901234568E+18"),
        field("checkpointValue", "\"" + "9".repeat(300) + "\"", "checkpointValue: 300 characters"),
        field("tableNameWithType", "\"other_OFFLINE\"", "tableNameWithType: other_OFFLINE (exp"),
        field("tableNameWithType", "7", "tableNameWithType: 7"),
        status(
            "RUNNING without a start",
            run("status", "\"RUNNING\"").replace("1707500000000", "0"),
            "startTimeMs: 0 (expected: the start of a RUNNING run)"),
        fine(Ask.STATUS, "digits as a string", run("filesDiscovered", "\"15\""), "COMPLETED"),
        fine(Ask.STATUS, "no table name", run("tableNameWithType", ""), "COMPLETED"),
        fine(
            Ask.STATUS,
            "FAILED without times",
            run("status", "\"FAILED\"").replaceAll("17075000[06]0000", "0"),
            "FAILED, start=Optional.empty"),
        fine(
            Ask.STATUS,
            "RUNNING with the last run's end",
            run("status", "\"RUNNING\"").replace("1707500060000", "1"),
            "end=Optional.empty"));
  }

  private static List<BadAnswer> checkpoints() {
    String id = "\"SNAPSHOT_ID\"";
    String time = "\"TIMESTAMP\"";
    return List.of(
        checkpoint("unknown type", "\"OFFSET\"", "\"1\"", "checkpointType: \"OFFSET\" (expected"),
        checkpoint("type as a number", "1", "\"1\"", "checkpointType: 1"),
        checkpoint("type without value", id, "null", "checkpointValue: null (expected: a 64-bit"),
        checkpoint("value without type", "null", "\"1\"", "checkpointValue: \"1\" (expected: null"),
        checkpoint("no id", id, "\"latest\"", "checkpointValue: \"latest\""),
        checkpoint("an empty id", id, "\"\"", "checkpointValue: \"\""),
        checkpoint("an id through a double", id, "1.2345678901234568E18", "1.2345678901234568E+18"),
        checkpoint("an id of 65 bits", id, "\"9223372036854775808\"", "9223372036854775808"),
        checkpoint("a time before 1970", time, "-1", "checkpointValue: -1"),
        checkpoint("a time after 9999", time, "\"253402300800000\"", "253402300800000"),
        checkpoint("no time", time, "\"yesterday\"", "checkpointValue: \"yesterday\""),
        checkpoint("a local time", time, "\"2026-03-01T00:00:00\"", "2026-03-01T00:00:00"),
        body(Ask.CHECKPOINT, "no fields", "{}", MALFORMED, "checkpointType: missing"),
        body(
            Ask.CHECKPOINT,
            "about another table",
            Bodies.checkpoint("other_OFFLINE", "null", "null"),
            MALFORMED,
            "tableNameWithType: other_OFFLINE"),
        fine(
            Ask.CHECKPOINT,
            "the largest id as a number",
            Bodies.checkpoint(TABLE, id, "9223372036854775807"),
            "SnapshotId[id=9223372036854775807]"),
        fine(
            Ask.CHECKPOINT,
            "the smallest id as text",
            Bodies.checkpoint(TABLE, id, "\"-9223372036854775808\""),
            "SnapshotId[id=-9223372036854775808]"),
        fine(
            Ask.CHECKPOINT,
            "milliseconds as text",
            Bodies.checkpoint(TABLE, time, "\"1707500000000\""),
            "Timestamp[at=2024-02-09T17:33:20Z]"),
        fine(
            Ask.CHECKPOINT,
            "an ISO-8601 instant",
            Bodies.checkpoint(TABLE, time, "\"2024-02-09T17:33:20Z\""),
            "Timestamp[at=2024-02-09T17:33:20Z]"));
  }

  private static List<BadAnswer> counts() {
    String asked = "9223372036854775807";
    return List.of(
        count(Ask.FILES, "a negative count", "null", "-1", "fileCount: -1"),
        count(Ask.FILES, "a count with a point", "null", "42.0", "fileCount: 42.0"),
        count(Ask.FILES, "a null count", "null", "null", "fileCount: null"),
        count(Ask.FILES, "a count over 2^53", "null", "9007199254740993", "9007199254740993"),
        count(Ask.FILES, "of a snapshot, unasked", "7", "42", "snapshotId: 7 (expected: null"),
        count(Ask.FILES_AT, "of the current snapshot", "null", "42", "snapshotId: null (expected"),
        count(Ask.FILES_AT, "of another snapshot", "9223372036854775806", "42", "snapshotId: 92"),
        count(Ask.FILES_AT, "id rounded", "9.223372036854776E18", "42", "snapshotId: 9.22337203"),
        body(Ask.FILES_AT, "no fields", "{}", MALFORMED, "snapshotId: missing"),
        body(Ask.FILES, "no count", "{\"snapshotId\":null}", MALFORMED, "fileCount: missing"),
        body(
            Ask.FILES,
            "of another table",
            Bodies.files("other_OFFLINE", "null", "42"),
            MALFORMED,
            "tableNameWithType: other_OFFLINE"),
        fine(Ask.FILES, "zero files", Bodies.files(TABLE, "null", "0"), "value=0"),
        fine(Ask.FILES, "2^53 files", Bodies.files(TABLE, "null", "9007199254740992"), "992"),
        fine(Ask.FILES_AT, "id as text", Bodies.files(TABLE, "\"" + asked + "\"", "42"), asked));
  }

  private static BadAnswer status(String name, String body, String says) {
    return body(Ask.STATUS, name, body, MALFORMED, says);
  }

  private static BadAnswer field(String field, String json, String says) {
    String value = json.isEmpty() ? "missing" : Excerpt.of(json, 40);
    return status(field + " is " + value, run(field, json), says);
  }

  private static BadAnswer checkpoint(String name, String type, String value, String says) {
    String body = Bodies.checkpoint(TABLE, type, value);
    return body(Ask.CHECKPOINT, name, body, MALFORMED, says);
  }

  private static BadAnswer count(Ask ask, String name, String id, String count, String says) {
    return body(ask, name, Bodies.files(TABLE, id, count), MALFORMED, says);
  }

  private static BadAnswer fine(Ask ask, String name, String body, String says) {
    return body(ask, name, body, OBSERVED, says);
  }

  private static String run(String field, String json) {
    return Bodies.run(TABLE, field, json);
  }
}
