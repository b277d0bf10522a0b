package io.icewatch.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The watcher's status of a table: its last run.
 *
 * @param startTimeMs epoch milliseconds; 0 if IDLE
 * @param endTimeMs epoch milliseconds; 0 if RUNNING or IDLE
 * @param checkpointValue the position reached; only when COMPLETED
 */
record RunStatus(
    String table,
    State state,
    long startTimeMs,
    long endTimeMs,
    int filesDiscovered,
    int segmentsGenerated,
    Optional<String> errorMessage,
    Optional<String> checkpointValue) {
  enum State {
    IDLE,
    RUNNING,
    COMPLETED,
    FAILED
  }

  static RunStatus idle(String table) {
    return new RunStatus(table, State.IDLE, 0, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  static RunStatus running(String table, Instant start, int files, int segments) {
    return new RunStatus(
        table,
        State.RUNNING,
        start.toEpochMilli(),
        0,
        files,
        segments,
        Optional.empty(),
        Optional.empty());
  }

  RunStatus failed(Instant end, String message) {
    return ended(State.FAILED, end, Optional.of(message), Optional.empty());
  }

  RunStatus completed(Instant end, Optional<String> position) {
    return ended(State.COMPLETED, end, Optional.empty(), position);
  }

  private RunStatus ended(
      State how, Instant end, Optional<String> message, Optional<String> position) {
    return new RunStatus(
        table,
        how,
        startTimeMs,
        end.toEpochMilli(),
        filesDiscovered,
        segmentsGenerated,
        message,
        position);
  }

  ZnRecord toNode() {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("status", state.name());
    fields.put("startTimeMs", Long.toString(startTimeMs));
    fields.put("endTimeMs", Long.toString(endTimeMs));
    fields.put("filesDiscovered", Integer.toString(filesDiscovered));
    fields.put("segmentsGenerated", Integer.toString(segmentsGenerated));
    errorMessage.ifPresent(message -> fields.put("errorMessage", message));
    checkpointValue.ifPresent(value -> fields.put("checkpointValue", value));
    return new ZnRecord(table, fields);
  }

  static RunStatus of(ZnRecord node) {
    SortedMap<String, String> fields = node.simpleFields();
    return new RunStatus(
        node.id(),
        State.valueOf(fields.getOrDefault("status", "IDLE")),
        Long.parseLong(fields.getOrDefault("startTimeMs", "0")),
        Long.parseLong(fields.getOrDefault("endTimeMs", "0")),
        Integer.parseInt(fields.getOrDefault("filesDiscovered", "0")),
        Integer.parseInt(fields.getOrDefault("segmentsGenerated", "0")),
        Optional.ofNullable(fields.get("errorMessage")),
        Optional.ofNullable(fields.get("checkpointValue")));
  }

  ObjectNode toJson() {
    return Json.object()
        .put("tableNameWithType", table)
        .put("status", state.name())
        .put("startTimeMs", startTimeMs)
        .put("endTimeMs", endTimeMs)
        .put("filesDiscovered", filesDiscovered)
        .put("segmentsGenerated", segmentsGenerated)
        .put("errorMessage", errorMessage.orElse(null))
        .put("checkpointValue", checkpointValue.orElse(null));
  }
}
