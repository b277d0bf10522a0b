package io.icewatch.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.icewatch.model.Checkpoint;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import okio.ByteString;

/** Reads the body of the checkpoint endpoint. */
final class CheckpointReader {
  static final String TYPE = "checkpointType";
  static final String VALUE = "checkpointValue";
  static final String TYPES = "SNAPSHOT_ID, TIMESTAMP or null";

  private CheckpointReader() {}

  static Checkpoint read(ByteString body, String table) throws MalformedException {
    JsonFields fields = JsonBody.object(body);
    Wire.sameTable(fields, table);
    JsonNode type = fields.required(TYPE, TYPES);
    JsonNode value = fields.required(VALUE, "the checkpoint, or null with no type");
    if (type.isNull() && value.isNull()) {
      return new Checkpoint.None();
    }
    if (type.isNull()) {
      throw new MalformedException(VALUE, JsonFields.shown(value), "null where the type is null");
    }
    return position(fields.text(TYPE, TYPES), fields);
  }

  /** The position of a type that is given. */
  static Checkpoint position(String type, JsonFields fields) throws MalformedException {
    JsonNode value = fields.required(VALUE, "the checkpoint, or null with no type");
    return switch (type) {
      case "SNAPSHOT_ID" -> snapshotId(value);
      case "TIMESTAMP" -> timestamp(value);
      default ->
        throw new MalformedException(TYPE, JsonFields.shown(fields.required(TYPE, TYPES)), TYPES);
    };
  }

  private static Checkpoint snapshotId(JsonNode value) throws MalformedException {
    return JsonFields.whole(value)
        .map(Checkpoint.SnapshotId::new)
        .orElseThrow(
            () -> new MalformedException(VALUE, JsonFields.shown(value), "a 64-bit snapshot id"));
  }

  private static Checkpoint timestamp(JsonNode value) throws MalformedException {
    MalformedException refusal = new MalformedException(
        VALUE,
        JsonFields.shown(value),
        "milliseconds since 1970 or an ISO-8601 instant, before the year 10000");
    Instant at = JsonFields.whole(value).map(Instant::ofEpochMilli).orElse(null);
    if (at == null && value.isTextual()) {
      try {
        at = Instant.parse(value.textValue());
      } catch (DateTimeParseException e) {
        throw refusal;
      }
    }
    Instant last = Instant.ofEpochMilli(Wire.LAST_MILLI);
    if (at == null || at.isBefore(Instant.EPOCH) || at.isAfter(last)) {
      throw refusal;
    }
    return new Checkpoint.Timestamp(at);
  }
}
