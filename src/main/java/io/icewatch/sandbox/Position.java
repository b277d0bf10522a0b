package io.icewatch.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A checkpoint as the controller keeps and tells it. */
record Position(CheckpointType type, String value) {
  static Position at(Commit commit, CheckpointType type) {
    return new Position(
        type,
        switch (type) {
          case SNAPSHOT_ID -> Long.toString(commit.snapshotId());
          case TIMESTAMP -> Long.toString(commit.at().toEpochMilli());
        });
  }

  ZnRecord toNode(String table) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("checkpointType", type.name());
    fields.put("checkpointValue", value);
    return new ZnRecord(table, fields);
  }

  static Position of(ZnRecord node) {
    SortedMap<String, String> fields = node.simpleFields();
    return new Position(
        CheckpointType.valueOf(fields.getOrDefault("checkpointType", "SNAPSHOT_ID")),
        fields.getOrDefault("checkpointValue", ""));
  }

  static ObjectNode toJson(String table, Optional<Position> position) {
    return Json.object()
        .put("tableNameWithType", table)
        .put("checkpointType", position.map(p -> p.type().name()).orElse(null))
        .put("checkpointValue", position.map(Position::value).orElse(null));
  }
}
