package io.icewatch.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /tasks/tasktypes} and {@code /tasks/schedule}. */
final class MinionTasks {
  private static final String EXTERNAL = Generation.EXTERNAL_TABLE.task();

  private final Fleet fleet;
  private final AtomicLong taskIds = new AtomicLong(1_707_500_000_000L);

  MinionTasks(Fleet fleet) {
    this.fleet = fleet;
  }

  Reply types(Generation generation) {
    ArrayNode types = Json.array();
    return Reply.json(generation == Generation.EXTERNAL_TABLE ? types.add(EXTERNAL) : types);
  }

  /**
   * Schedules a task of a table, everything where nothing is named. Open-source Pinot reads the
   * query alone; generation B its body, and the query where that says nothing.
   */
  Reply schedule(Call call, Generation generation) {
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(call.body());
    } catch (JsonProcessingException e) {
      return Reply.text(400, e.getOriginalMessage()).thenClose();
    }
    boolean reads = generation == Generation.EXTERNAL_TABLE;
    Optional<String> type = given("taskType", body, call, reads);
    Optional<String> table = given("tableName", body, call, reads);
    List<Fleet.Member> members = table.isPresent()
        ? fleet.find(table.get()).stream().toList()
        : List.copyOf(fleet.members());
    if (!reads) {
      return notRegistered(type, members, generation);
    }
    if (type.filter(asked -> !asked.equals(EXTERNAL)).isPresent() || members.isEmpty()) {
      return errors("");
    }
    members.forEach(member -> member.runner().trigger());
    return Reply.json(
        Json.object().put(EXTERNAL, "Task_" + EXTERNAL + "_" + taskIds.incrementAndGet()));
  }

  /** Where the tables' own task is none of a minion. */
  private static Reply notRegistered(
      Optional<String> type, List<Fleet.Member> members, Generation generation) {
    String task = generation.task();
    if (task.isEmpty() || type.filter(asked -> !asked.equals(task)).isPresent()) {
      return errors("");
    }
    return errors("Task type: %s is not registered, cannot enable it for tables: %s"
        .formatted(task, members.stream().map(member -> member.table().name()).toList()));
  }

  private static Reply errors(String scheduling) {
    ObjectNode errors = Json.object().put("generationErrors", "");
    return Reply.json(errors.put("schedulingErrors", scheduling));
  }

  private static Optional<String> given(String name, JsonNode body, Call call, boolean readsBody) {
    Optional<String> inBody = Optional.ofNullable(body.path(name).textValue());
    return readsBody ? inBody.or(() -> call.parameter(name)) : call.parameter(name);
  }
}
