package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.TableConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/** Asks {@code /tables/{t}} and reads its body; what is wrong with one is told without any of its values. */
final class TableConfigReader {
  private static final String SCHEDULE = "schedule";
  private static final String SOURCE_TYPE = "iceberg.source.type";
  private static final String OFFLINE = "OFFLINE";
  private static final String OBJECT = "a JSON object or null";

  private TableConfigReader() {}

  /** The question for the config of a table, whose good answer may hold secrets. */
  static Question<TableConfig> question(BaseUrl base, String table, String task) {
    return new Question<>(
        base.path("tables", table),
        Optional.of(table),
        false,
        true,
        body -> read(body, table, task));
  }

  /**
   * The config of an OFFLINE table.
   *
   * @param task the name of the task that ingests
   */
  static TableConfig read(ByteString body, String table, String task) throws MalformedException {
    JsonNode config = JsonBody.undisclosed(body).path(OFFLINE);
    if (!config.isObject()) {
      String found = config.isMissingNode() ? "missing" : JsonFields.kind(config);
      throw new MalformedException(OFFLINE, found, "the config of an OFFLINE table");
    }
    String name = new JsonFields(config).text("tableName", table);
    if (!name.equals(table)) {
      throw new MalformedException("tableName", Excerpt.of(name, 80), Excerpt.of(table, 80));
    }
    Optional<JsonNode> found = child(config, "task");
    for (String level : new String[] {"taskTypeConfigsMap", task}) {
      found = found.isPresent() ? child(found.get(), level) : found;
    }
    return new TableConfig(found.isPresent() ? Optional.of(task(found.get())) : Optional.empty());
  }

  private static Optional<JsonNode> child(JsonNode parent, String name) throws MalformedException {
    JsonNode value = parent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw new MalformedException(name, JsonFields.kind(value), OBJECT);
    }
    return Optional.of(value);
  }

  private static IngestionTask task(JsonNode task) throws MalformedException {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : task.properties()) {
      JsonNode value = property.getValue();
      if (!value.isNull()) {
        if (!value.isValueNode()) {
          throw new MalformedException(
              Excerpt.of(property.getKey(), 80), JsonFields.kind(value), "text");
        }
        // Thousands of tables have the same names.
        properties.put(property.getKey().intern(), value.asText());
      }
    }
    return new IngestionTask(text(properties, SCHEDULE), text(properties, SOURCE_TYPE), properties);
  }

  private static Optional<String> text(Map<String, String> properties, String name) {
    return Optional.ofNullable(properties.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
