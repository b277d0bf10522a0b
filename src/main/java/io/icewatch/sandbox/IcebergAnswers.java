package io.icewatch.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /tables/{table}/iceberg/status}, {@code /checkpoint} and {@code /files}. */
final class IcebergAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(IcebergAnswers.class);

  private final Fleet fleet;
  private final WatcherStore store;

  IcebergAnswers(Fleet fleet, WatcherStore store) {
    this.fleet = fleet;
    this.store = store;
  }

  Reply answer(Route route, String name, Call call) {
    Optional<Fleet.Member> member = fleet.find(name);
    if (member.isEmpty()) {
      return Reply.error(404, "Table '" + name + "' not found.");
    }
    WatchedTable table = member.get().table();
    Source source = table.settings().source();
    try {
      if (route == Route.STATUS) {
        return Reply.json(store.status(name).toJson());
      }
      if (source != Source.CATALOG) {
        return Reply.error(
            400,
            "Table %s is not an Iceberg catalog table: iceberg.source.type is %s"
                .formatted(name, source.word()));
      }
      return route == Route.CHECKPOINT ? checkpoint(table) : files(table, call);
    } catch (RuntimeException e) {
      LOG.debug("{}: {} failed", name, route, e);
      return Reply.error(500, String.valueOf(e.getMessage()));
    }
  }

  private Reply checkpoint(WatchedTable table) {
    // Asked only whether it is there: a controller builds its source before it reads the node.
    table.source();
    return Reply.json(Position.toJson(table.name(), store.checkpoint(table.name())));
  }

  private static Reply files(WatchedTable table, Call call) {
    OptionalLong snapshotId;
    try {
      snapshotId =
          call.parameter("snapshotId").stream().mapToLong(Long::parseLong).findFirst();
    } catch (NumberFormatException e) {
      return Reply.noRoute(); // so Jersey answers a parameter that is no number
    }
    long count = table.source().files(snapshotId);
    ObjectNode body = Json.object().put("tableNameWithType", table.name());
    if (snapshotId.isPresent()) {
      body.put("snapshotId", snapshotId.getAsLong());
    } else {
      body.putNull("snapshotId");
    }
    return Reply.json(body.put("fileCount", count));
  }
}
