package io.icewatch.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;

/** Takes the summaries out of a table's snapshots, as some writers leave them out. */
final class Summaries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Summaries() {}

  static void strip(Table table) throws IOException {
    TableOperations operations = ((BaseTable) table).operations();
    TableMetadata base = operations.refresh();
    JsonNode root = JSON.readTree(TableMetadataParser.toJson(base));
    root.get("snapshots").forEach(snapshot -> ((ObjectNode) snapshot).remove("summary"));
    operations.commit(base, TableMetadataParser.fromJson(JSON.writeValueAsString(root)));
    table.refresh();
  }
}
