package io.icewatch.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sandbox's own endpoints under {@code /sandbox}; no controller has them. */
final class ControlRoutes {
  static final String ROOT = "/sandbox/";
  private static final int MOST_FILES = 1_000;

  private final Fleet fleet;
  private final Registrar registrar;
  private final RequestLog log;
  private final Spoken spoken;

  ControlRoutes(Fleet fleet, Registrar registrar, RequestLog log, Spoken spoken) {
    this.fleet = fleet;
    this.registrar = registrar;
    this.log = log;
    this.spoken = spoken;
  }

  Reply answer(Call call) {
    List<String> parts = Arrays.asList(call.path().substring(ROOT.length()).split("/", -1));
    boolean get = call.method().equals("GET");
    boolean post = call.method().equals("POST");
    try {
      if (get && parts.equals(List.of("requests"))) {
        return requests();
      }
      if (get && parts.equals(List.of("truth"))) {
        ArrayNode all = Json.array();
        fleet.members().forEach(member -> all.add(json(member.table().truth())));
        return Reply.json(all);
      }
      if (get && parts.size() == 2 && parts.get(0).equals("truth")) {
        return Reply.json(json(fleet.require(parts.get(1)).table().truth()));
      }
      if (post && parts.size() == 3 && parts.get(0).equals("tables")) {
        return switch (parts.get(2)) {
          case "create" -> create(parts.get(1));
          case "drop" -> drop(parts.get(1));
          default -> control(fleet.require(parts.get(1)), parts.get(2), call);
        };
      }
      if (post && parts.equals(List.of("api"))) {
        spoken.change(Generation.of(call.parameter("speak").orElse("")));
        return Reply.json(Json.object().put("api", spoken.now().word()));
      }
      return Reply.noRoute();
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply create(String table) {
    registrar.create(fleet, SandboxTable.named(table));
    return Reply.json(json(fleet.require(table).table().truth()));
  }

  private Reply drop(String table) {
    registrar.drop(fleet, table);
    return Reply.json(Json.object().put("dropped", table));
  }

  private static Reply control(Fleet.Member member, String verb, Call call) {
    switch (verb) {
      case "behaviour" ->
        member.table().behave(Behaviour.of(call.parameter("mode").orElse("")));
      case "commit" -> member.table().commit(files(call.parameter("files").orElse("1")));
      case "expire" -> member.table().expire();
      case "compact" -> done(verb, member.table().compact());
      case "rollback" -> done(verb, member.table().rollBack());
      case "recreate" -> member.table().recreate();
      case "pause" -> member.writer().pause();
      case "resume" -> member.writer().resume();
      default -> {
        return Reply.noRoute();
      }
    }
    return Reply.json(json(member.table().truth()));
  }

  private static void done(String verb, boolean done) {
    if (!done) {
      throw new IllegalArgumentException(verb + ": nothing to do (expected: "
          + (verb.equals("compact")
              ? "two small files"
              : "a checkpoint on the line whose parent is held")
          + ")");
    }
  }

  private static int files(String given) {
    try {
      int files = Integer.parseInt(given);
      if (files >= 1 && files <= MOST_FILES) {
        return files;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    throw new IllegalArgumentException(
        "files: '" + given + "' (expected: 1 to " + MOST_FILES + ")");
  }

  private Reply requests() {
    ArrayNode all = Json.array();
    for (RecordedRequest request : log.all()) {
      all.addObject()
          .put("method", request.method())
          .put("path", request.path())
          .put("query", request.query())
          .put("atMs", request.at().toEpochMilli())
          .put("authorization", request.authorization())
          .put("body", request.body());
    }
    return Reply.json(all);
  }

  /** Snapshot ids are strings here: a reader that makes doubles of numbers would change them. */
  private static ObjectNode json(Truth truth) {
    return Json.object()
        .put("table", truth.table())
        .put("sourceUuid", truth.sourceUuid().toString())
        .put("currentSnapshotId", truth.currentSnapshot().map(String::valueOf).orElse(null))
        .put("currentFiles", truth.currentFiles())
        .put("lastCommitMs", millis(truth.lastCommit()))
        .put(
            "checkpointSnapshotId",
            truth.checkpointSnapshot().map(String::valueOf).orElse(null))
        .put("checkpointFiles", truth.checkpointFiles())
        .put("position", truth.position())
        .put("behindSinceMs", millis(truth.behindSince()))
        .put("pendingFiles", truth.pendingFiles())
        .put("pendingRecords", truth.pendingRecords())
        .put("pendingSnapshots", truth.pendingSnapshots())
        .put("lastSuccessEndMs", millis(truth.lastSuccess()))
        .put("runsStarted", truth.runsStarted());
  }

  private static @Nullable Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }
}
