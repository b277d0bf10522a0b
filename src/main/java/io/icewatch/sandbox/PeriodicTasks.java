package io.icewatch.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /periodictask/names} and {@code /periodictask/run}. */
final class PeriodicTasks {
  private static final String INGESTION = Generation.ICEBERG.task();

  private static final List<String> OTHERS = List.of(
      "SegmentRelocator",
      "PinotTaskManager",
      "SegmentStatusChecker",
      "TenantRebalanceChecker",
      "OfflineSegmentValidationManager",
      "StaleInstancesCleanupTask",
      "TaskMetricsEmitter",
      "RebalanceChecker",
      "RealtimeConsumerMonitor",
      "RetentionManager",
      "BrokerResourceValidationManager",
      "ResourceUtilizationChecker",
      "ResponseStoreCleaner",
      "RealtimeSegmentValidationManager");

  private final Fleet fleet;
  private final AtomicInteger taskIds = new AtomicInteger();

  PeriodicTasks(Fleet fleet) {
    this.fleet = fleet;
  }

  Reply names(Generation generation) {
    ArrayNode names = Json.array();
    OTHERS.forEach(names::add);
    return Reply.json(generation == Generation.ICEBERG ? names.add(INGESTION) : names);
  }

  /** Runs the task for one table; for every table when none is named, as Pinot does. */
  Reply run(Call call, Generation generation) {
    Optional<Reply> badBody = refusedBody(call.body());
    if (badBody.isPresent()) {
      return badBody.get();
    }
    String task = call.parameter("taskname").orElse("null");
    boolean ingests = generation == Generation.ICEBERG && task.equals(INGESTION);
    if (!ingests && !OTHERS.contains(task)) {
      return Reply.error(404, "Periodic task '" + task + "' not found.");
    }
    Optional<String> table = call.parameter("tableName").map(String::trim);
    if (table.isEmpty()) {
      return started(task, List.copyOf(fleet.members()), "all tables");
    }
    Optional<String> given = call.parameter("type");
    String type = given.orElse("OFFLINE").toUpperCase(Locale.ROOT);
    if (!type.equals("OFFLINE") && !type.equals("REALTIME")) {
      return Reply.error(400, "Illegal table type '" + given.orElse("") + "'").thenClose();
    }
    Optional<Fleet.Member> member =
        type.equals("OFFLINE") ? fleet.findEither(table.get()) : Optional.empty();
    if (member.isEmpty()) {
      return Reply.error(404, "Table '" + withType(table.get(), given, type) + "' not found.");
    }
    return started(task, List.of(member.get()), "table: " + member.get().table().name());
  }

  private Reply started(String task, List<Fleet.Member> members, String what) {
    if (!task.equals(INGESTION)) {
      String taskId = "api-%08x".formatted(taskIds.incrementAndGet());
      return Reply.json(Json.object().put("taskId", taskId).put("isSuccessful", true));
    }
    members.forEach(member -> member.runner().trigger());
    return Reply.json(Json.object().put("status", INGESTION + " triggered for " + what));
  }

  private static String withType(String table, Optional<String> given, String type) {
    return given.isEmpty() || table.endsWith("_" + type) ? table : table + "_" + type;
  }

  private static Optional<Reply> refusedBody(String body) {
    if (body.isBlank()) {
      return Optional.empty();
    }
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      return node.isObject()
          ? Optional.empty()
          : Optional.of(Reply.text(
                  400,
                  "Cannot deserialize value of type `java.util.LinkedHashMap` from "
                      + node.getNodeType())
              .thenClose());
    } catch (JsonProcessingException e) {
      return Optional.of(Reply.error(400, e.getOriginalMessage()).thenClose());
    }
  }
}
