package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/** Reads a 2xx of {@code /tasks/schedule}: task types, each with the names of its tasks. */
final class ScheduleReply {
  private static final List<String> ERRORS = List.of("generationErrors", "schedulingErrors");
  private static final int LONGEST = 80;

  private ScheduleReply() {}

  /** What it says other than that the task was scheduled; empty also where it cannot be read. */
  static Optional<String> objection(ByteString body, String task) {
    JsonNode tree;
    try {
      tree = JsonBody.tree(body, "");
    } catch (MalformedException e) {
      return Optional.empty();
    }
    if (!tree.isObject()) {
      return Optional.empty();
    }
    List<String> scheduled = new ArrayList<>();
    boolean readable = tree.isEmpty();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      boolean isTask = field.getKey().endsWith("Task");
      readable |= isTask || ERRORS.contains(field.getKey());
      if (isTask && !field.getValue().asText("").isBlank()) {
        scheduled.add(field.getKey());
      }
    }
    if (!readable || scheduled.equals(List.of(task))) {
      return Optional.empty();
    }
    return Optional.of(
        scheduled.isEmpty()
            ? "it says that it scheduled nothing"
            : "it says that it scheduled "
                + Excerpt.of(String.join(", ", scheduled), LONGEST)
                + " (expected: "
                + task
                + " alone)");
  }
}
