package io.icewatch.controller;

import io.icewatch.controller.HostileServer.Talk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Good bodies, and ways to spoil one field of them. */
final class Bodies {
  private static final long SNAPSHOT = 1234567890123456789L;

  private Bodies() {}

  /** A good status of a completed run, with one field's JSON replaced, or removed if empty. */
  static String run(String table, String field, String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("tableNameWithType", '"' + table + '"');
    fields.put("status", "\"COMPLETED\"");
    fields.put("startTimeMs", "1707500000000");
    fields.put("endTimeMs", "1707500060000");
    fields.put("filesDiscovered", "15");
    fields.put("segmentsGenerated", "15");
    fields.put("errorMessage", "null");
    fields.put("checkpointValue", "\"" + SNAPSHOT + "\"");
    return spoilt(fields, field, json);
  }

  static String run(String table) {
    return run(table, "unknownField", "{\"a\":[1.5,true]}");
  }

  static String checkpoint(String table, String type, String value) {
    return "{\"tableNameWithType\":\"%s\",\"checkpointType\":%s,\"checkpointValue\":%s}"
        .formatted(table, type, value);
  }

  static String files(String table, String snapshotId, String count) {
    return "{\"tableNameWithType\":\"%s\",\"snapshotId\":%s,\"fileCount\":%s}"
        .formatted(table, snapshotId, count);
  }

  /** The config of a table, with the JSON of its ingestion task. */
  static String config(String table, String task) {
    return ("{\"OFFLINE\":{\"tableName\":\"%s\",\"tableType\":\"OFFLINE\",\"task\":"
            + "{\"taskTypeConfigsMap\":{\"IcebergIngestionTask\":%s}}}}")
        .formatted(table, task);
  }

  /** A complete HTTP answer. */
  static String http(String status, String contentType, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nDate: Sun, 01 Mar 2026 00:00:00 GMT\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, contentType, length, body);
  }

  static String json(String status, String body) {
    return http(status, "application/json", body);
  }

  /** Answers any question well. */
  static void good(Talk talk) throws IOException {
    talk.send(json("200 OK", goodBody(talk)));
  }

  static String goodBody(Talk talk) {
    String target = talk.target();
    if (target.equals("/periodictask/names")) {
      return "[\"IcebergIngestionTask\"]";
    }
    if (target.startsWith("/periodictask/run?")) {
      return "{\"status\":\"IcebergIngestionTask triggered for table: t_OFFLINE\"}";
    }
    if (target.equals("/tasks/tasktypes")) {
      return "[\"ExternalTableSyncTask\"]";
    }
    if (target.startsWith("/tasks/schedule?")) {
      return "{\"ExternalTableSyncTask\":\"Task_ExternalTableSyncTask_1707500000000\"}";
    }
    if (target.startsWith("/tables?")) {
      return "{\"tables\":[\"a_OFFLINE\",\"b_OFFLINE\"]}";
    }
    String table = target.split("/", 4)[2];
    if (target.endsWith("/status")) {
      return run(table);
    }
    if (target.endsWith("/checkpoint")) {
      return checkpoint(table, "\"SNAPSHOT_ID\"", "\"" + SNAPSHOT + "\"");
    }
    if (!target.contains("/iceberg/")) {
      return config(table, "{\"schedule\":\"0 */30 * * * ?\",\"iceberg.source.type\":\"catalog\"}");
    }
    int query = target.indexOf("?snapshotId=");
    String snapshot = query < 0 ? "null" : target.substring(query + "?snapshotId=".length());
    return files(table, snapshot, "42");
  }

  private static String spoilt(Map<String, String> fields, String field, String json) {
    if (json.isEmpty()) {
      fields.remove(field);
    } else {
      fields.put(field, json);
    }
    return fields.entrySet().stream()
        .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
