package io.icewatch.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Writes the metadata of a table with many commits at once: committing each would take hours. */
final class LongHistory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_790_000_000_000L;

  private LongHistory() {}

  /** A table of appends of 50 files each, a minute apart; snapshot n has the id {@code id(n)}. */
  static TableMetadata of(String location, int snapshots) {
    try {
      ObjectNode root =
          (ObjectNode) JSON.readTree(TableMetadataParser.toJson(TableMetadata.newTableMetadata(
              Story.SCHEMA,
              PartitionSpec.unpartitioned(),
              SortOrder.unsorted(),
              location,
              Map.of("owner", "etl"))));
      ArrayNode list = root.putArray("snapshots");
      ArrayNode log = root.putArray("snapshot-log");
      for (int n = 0; n < snapshots; n++) {
        ObjectNode snapshot = list.addObject();
        snapshot.put("sequence-number", n + 1);
        snapshot.put("snapshot-id", id(n));
        if (n > 0) {
          snapshot.put("parent-snapshot-id", id(n - 1));
        }
        snapshot.put("timestamp-ms", START + n * 60_000L);
        snapshot.set("summary", summary(n));
        snapshot.put(
            "manifest-list",
            location + "/metadata/snap-" + id(n) + "-1-00000000-0000-4000-8000-000000000000.avro");
        snapshot.put("schema-id", 0);
        log.addObject().put("timestamp-ms", START + n * 60_000L).put("snapshot-id", id(n));
      }
      long head = id(snapshots - 1);
      root.put("current-snapshot-id", head);
      root.put("last-sequence-number", snapshots);
      root.put("last-updated-ms", START + snapshots * 60_000L);
      root.putObject("refs").putObject("main").put("snapshot-id", head).put("type", "branch");
      return TableMetadataParser.fromJson(
          location + "/metadata/00000-made.metadata.json", JSON.writeValueAsString(root));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode summary(int n) {
    return JSON.createObjectNode()
        .put("operation", "append")
        .put("engine-name", "flink")
        .put("engine-version", "1.20.0")
        .put("added-data-files", "50")
        .put("added-records", "500000")
        .put("added-files-size", "5368709120")
        .put("changed-partition-count", "1")
        .put("total-records", Long.toString(500_000L * (n + 1)))
        .put("total-files-size", Long.toString(5_368_709_120L * (n + 1)))
        .put("total-data-files", Long.toString(50L * (n + 1)))
        .put("total-delete-files", "0")
        .put("total-position-deletes", "0")
        .put("total-equality-deletes", "0");
  }

  static long id(int n) {
    return new Random(n).nextLong() >>> 1;
  }
}
