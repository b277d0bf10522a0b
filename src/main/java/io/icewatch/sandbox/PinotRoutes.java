package io.icewatch.sandbox;

import java.util.Locale;
import java.util.Optional;

/**
 * The controller's answers, in the order Pinot's web layer refuses: route, method, media types,
 * permission, and then the endpoint's own reasons.
 */
final class PinotRoutes {
  private final Optional<Access> access;
  private final TableAnswers tables;
  private final IcebergAnswers iceberg;
  private final PeriodicTasks tasks;
  private final MinionTasks minions;
  private final Spoken spoken;

  PinotRoutes(Optional<Access> access, Fleet fleet, WatcherStore store, Spoken spoken) {
    this.access = access;
    this.tables = new TableAnswers(fleet);
    this.iceberg = new IcebergAnswers(fleet, store);
    this.tasks = new PeriodicTasks(fleet);
    this.minions = new MinionTasks(fleet);
    this.spoken = spoken;
  }

  Reply answer(Call call) {
    if (call.path().toLowerCase(Locale.ROOT).contains("%2f")) {
      return Reply.empty(500);
    }
    Generation generation = spoken.now();
    Optional<Route.Match> match = Route.match(call.path(), generation);
    if (match.isEmpty()) {
      return Reply.noRoute();
    }
    Route route = match.get().route();
    if (!route.allows(call.method())) {
      return Reply.error(405, "HTTP 405 Method Not Allowed");
    }
    if (call.method().equals("POST") && !call.mayBeJson()) {
      return Reply.error(415, "HTTP 415 Unsupported Media Type");
    }
    if (!call.accepts(route.produces())) {
      return Reply.error(406, "HTTP 406 Not Acceptable");
    }
    try {
      Optional<String> table = match.get().table().map(name -> Databases.translated(call, name));
      return checked(inItsDatabase(call), route, table, generation);
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    }
  }

  private static Call inItsDatabase(Call call) {
    return call.parameter("tableName")
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .map(name -> call.with("tableName", Databases.translated(call, name)))
        .orElse(call);
  }

  private Reply checked(Call call, Route route, Optional<String> inPath, Generation generation) {
    Optional<String> table = route.allows("POST") ? call.parameter("tableName") : inPath;
    return access
        .flatMap(a -> a.refusal(call, route, table))
        .orElseGet(() -> allowed(call, route, table.orElse(""), generation));
  }

  private Reply allowed(Call call, Route route, String table, Generation generation) {
    return switch (route) {
      case HEALTH -> Reply.text(200, "OK");
      case TABLES -> tables.list(call, generation);
      case TABLE -> tables.config(table, call, generation);
      case STATUS, CHECKPOINT, FILES -> iceberg.answer(route, table, call);
      case TASK_NAMES -> tasks.names(generation);
      case TASK_RUN -> tasks.run(call, generation);
      case TASK_TYPES -> minions.types(generation);
      case TASK_SCHEDULE -> minions.schedule(call, generation);
    };
  }
}
