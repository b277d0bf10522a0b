package io.icewatch.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The controller's endpoints. */
enum Route {
  HEALTH(Reply.TEXT, false),
  TABLES(Reply.JSON, false),
  TABLE(Reply.JSON, false),
  STATUS(Reply.JSON, false),
  CHECKPOINT(Reply.JSON, false),
  FILES(Reply.JSON, false),
  TASK_NAMES(Reply.JSON, false),
  /** GET triggers as well, and needs less permission. */
  TASK_RUN(Reply.JSON, true),
  /** The tasks of minions. */
  TASK_TYPES(Reply.JSON, false),
  /** Schedules what its parameters name, and everything when they name nothing. */
  TASK_SCHEDULE(Reply.JSON, true);

  /** An endpoint and the table in its path, as it was spelled. */
  record Match(Route route, Optional<String> table) {}

  private final String produces;
  private final boolean posts;

  Route(String produces, boolean posts) {
    this.produces = produces;
    this.posts = posts;
  }

  String produces() {
    return produces;
  }

  boolean allows(String method) {
    boolean reads = this != TASK_SCHEDULE && (method.equals("GET") || method.equals("HEAD"));
    return reads || (posts && method.equals("POST"));
  }

  /** The endpoint of a path; one slash may stand at its end, none may be doubled. */
  static Optional<Match> match(String path, Generation generation) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<String> parts = Arrays.asList(bare.split("/", -1));
    if (parts.size() < 2 || parts.stream().skip(1).anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    return switch (parts.get(1)) {
      case "health" -> parts.size() == 2 ? plain(HEALTH) : Optional.empty();
      case "tables" -> tables(parts, generation);
      case "periodictask" -> parts.size() == 3 ? task(parts.get(2)) : Optional.empty();
      case "tasks" -> parts.size() == 3 ? minions(parts.get(2)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Match> tables(List<String> parts, Generation generation) {
    if (parts.size() == 2) {
      return plain(TABLES);
    }
    Optional<String> table = Optional.of(decoded(parts.get(2)));
    if (parts.size() == 3) {
      return Optional.of(new Match(TABLE, table));
    }
    if (parts.size() != 5 || !generation.isAt(parts.get(3))) {
      return Optional.empty();
    }
    return switch (parts.get(4)) {
      case "status" -> Optional.of(new Match(STATUS, table));
      case "checkpoint" -> Optional.of(new Match(CHECKPOINT, table));
      case "files" ->
        generation == Generation.ICEBERG ? Optional.of(new Match(FILES, table)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Match> task(String part) {
    return switch (part) {
      case "names" -> plain(TASK_NAMES);
      case "run" -> plain(TASK_RUN);
      default -> Optional.empty();
    };
  }

  private static Optional<Match> minions(String part) {
    return switch (part) {
      case "tasktypes" -> plain(TASK_TYPES);
      case "schedule" -> plain(TASK_SCHEDULE);
      default -> Optional.empty();
    };
  }

  private static Optional<Match> plain(Route route) {
    return Optional.of(new Match(route, Optional.empty()));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
