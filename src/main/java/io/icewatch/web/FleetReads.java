package io.icewatch.web;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertBoard;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.Health;
import io.icewatch.model.RunResult;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerStanding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The routes that tell how the tables stand: their lag, runs and alerts. */
final class FleetReads {
  private static final String TABLE = "tables/{controller}/{table}";
  private static final List<String> HEALTHS =
      Stream.of(Health.values()).map(Health::label).toList();
  private static final List<String> RESULTS =
      Stream.of(RunResult.values()).map(RunResult::label).toList();

  /** A large fleet's is megabytes, which a slow reader holds. */
  private static final int MOST_CONFIGURATIONS = 2;

  private static final List<String> STAGES = List.of("pending", "firing", "resolved");

  private final JsonWorkers workers;
  private final Supplier<Snapshot> fleet;
  private final Supplier<AlertBoard> alerts;
  private final Supplier<String> config;
  private final Optional<ByHand> byHand;
  private final InstantSource clock;
  private int configurations;

  /** A run with the table whose it is. */
  private record RunOf(TableId table, FinishedRun run) {
    /** Newest first. */
    static final Comparator<RunOf> ORDER = Comparator.comparing(
            (RunOf one) -> one.run().start(), Comparator.reverseOrder())
        .thenComparing(RunOf::table);
  }

  FleetReads(JsonWorkers workers, Content content) {
    this.workers = workers;
    this.fleet = content.fleet();
    this.alerts = content.alerts();
    this.config = content.config();
    this.byHand = content.byHand();
    this.clock = content.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.get("tables", this::tables),
        Route.get(TABLE, this::table),
        Route.get(TABLE + "/runs", this::runsOfTable),
        Route.get("runs", this::runs),
        Route.get("alerts", this::alerts),
        Route.get("config", this::config),
        Route.get("openapi.json", this::openApi));
  }

  private void openApi(ApiCall call) {
    call.query();
    workers.text(call.context(), Api.JSON, OpenApi::text);
  }

  private void config(ApiCall call) {
    call.query();
    if (configurations >= MOST_CONFIGURATIONS) {
      call.context().response().putHeader("Retry-After", "1");
      throw new ApiException(503, configurations + " answers are under way (expected: fewer)");
    }
    configurations++;
    call.context().addEndHandler(ended -> configurations--);
    workers.text(call.context(), Api.JSON, config);
  }

  /** What stands in the cursor behind a table. */
  static List<String> cursor(TableId table) {
    return List.of(table.controller(), table.table());
  }

  /** Whether a table comes behind a cursor. */
  static boolean behind(Optional<List<String>> cursor, TableId table) {
    if (cursor.isEmpty()) {
      return true;
    }
    int byController = table.controller().compareTo(cursor.get().get(0));
    return byController > 0
        || (byController == 0 && table.table().compareTo(cursor.get().get(1)) > 0);
  }

  /** Whether a filter lets a value pass; one that was not given lets all pass. */
  static boolean among(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private void tables(ApiCall call) {
    Query query = call.query("controller", "health", "text", "limit", "cursor");
    Set<String> controllers = query.all("controller");
    Set<String> healths = query.words("health", HEALTHS);
    Optional<String> text = query.text("text").map(given -> given.toLowerCase(Locale.ROOT));
    int limit = query.limit();
    Optional<List<String>> after = query.after(2);
    workers.answer(call.context(), () -> {
      Instant now = now();
      Listing<TableState> listing = Listing.of(
          fleet.get().tables().stream()
              .filter(table -> among(controllers, table.id().controller())
                  && among(healths, table.health(now).label())
                  && (text.isEmpty() || says(table, text.get(), now))),
          Comparator.comparing(TableState::id),
          table -> behind(after, table.id()),
          limit,
          table -> cursor(table.id()));
      return new JsonObject()
          .put("at", now.toString())
          .put("total", listing.total())
          .put("tables", listing.json(table -> TableJson.summary(table, now)))
          .put("next", listing.next().orElse(null));
    });
  }

  private static boolean says(TableState table, String text, Instant now) {
    return table.id().toString().toLowerCase(Locale.ROOT).contains(text)
        || table.reason(now).toLowerCase(Locale.ROOT).contains(text);
  }

  private void table(ApiCall call) {
    call.query();
    Snapshot snapshot = fleet.get();
    TableState table = call.table(snapshot);
    Instant now = now();
    Optional<TriggerStanding> standing = byHand.map(desk -> desk.standings().get(table.id()));
    workers.answer(
        call.context(),
        () -> WholeTableJson.of(table, snapshot, now)
            .put("trigger", JsonValues.orNull(standing, ApiJson::standing))
            .put("alerts", ApiJson.list(alerts.get().of(table.id()), AlertJson::of)));
  }

  private void runsOfTable(ApiCall call) {
    call.query();
    TableState table = call.table(fleet.get());
    Instant now = now();
    List<FinishedRun> newestFirst = new ArrayList<>(table.history().runs());
    Collections.reverse(newestFirst);
    workers.answer(
        call.context(),
        () -> new JsonObject()
            .put("at", now.toString())
            .put("latest", JsonValues.orNull(table.run(now), TableJson::run))
            .put("totals", WholeTableJson.totals(table.history()))
            .put(
                "runs",
                new JsonArray(newestFirst.stream()
                    .<Object>map(run -> WholeTableJson.run(table.id(), run))
                    .toList())));
  }

  private void runs(ApiCall call) {
    Query query = call.query("controller", "result", "limit", "cursor");
    Set<String> controllers = query.all("controller");
    Set<String> results = query.words("result", RESULTS);
    int limit = query.limit();
    Optional<RunOf> after = query.after(3).map(FleetReads::runBehind);
    workers.answer(call.context(), () -> {
      Listing<RunOf> listing = Listing.of(
          fleet.get().tables().stream()
              .filter(table -> among(controllers, table.id().controller()))
              .flatMap(
                  table -> table.history().runs().stream().map(run -> new RunOf(table.id(), run)))
              .filter(one -> among(results, one.run().result().label())),
          RunOf.ORDER,
          one -> after.isEmpty() || RunOf.ORDER.compare(one, after.get()) > 0,
          limit,
          one -> List.of(
              one.run().start().toString(),
              one.table().controller(),
              one.table().table()));
      return new JsonObject()
          .put("at", now().toString())
          .put("total", listing.total())
          .put("runs", listing.json(one -> WholeTableJson.run(one.table(), one.run())))
          .put("next", listing.next().orElse(null));
    });
  }

  private static RunOf runBehind(List<String> cursor) {
    try {
      FinishedRun mark = new FinishedRun(
          Instant.parse(cursor.get(0)),
          Optional.empty(),
          RunResult.UNSEEN,
          0,
          0,
          Optional.empty(),
          Optional.empty());
      return new RunOf(new TableId(cursor.get(1), cursor.get(2)), mark);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw Query.badCursor();
    }
  }

  private void alerts(ApiCall call) {
    Query query = call.query("controller", "name", "severity", "stage", "limit", "cursor");
    Set<String> controllers = query.all("controller");
    Set<String> names = query.all("name");
    Set<String> severities = query.all("severity");
    Set<String> given = query.words("stage", STAGES);
    Set<String> stages = given.isEmpty() ? Set.of("pending", "firing") : given;
    int limit = query.limit();
    Optional<String> after = query.after(1).map(parts -> parts.get(0));
    workers.answer(call.context(), () -> {
      AlertBoard board = alerts.get();
      Listing<Alert> listing = Listing.of(
          board.alerts().stream()
              .filter(alert -> stages.contains(alert.stage().label())
                  && among(controllers, alert.labels().value("controller"))
                  && among(names, alert.labels().name())
                  && among(severities, alert.labels().value("severity"))),
          Comparator.comparing(alert -> alert.labels().toString()),
          alert -> after.isEmpty() || alert.labels().toString().compareTo(after.get()) > 0,
          limit,
          alert -> List.of(alert.labels().toString()));
      return new JsonObject()
          .put("at", now().toString())
          .put("lookedAt", JsonValues.moment(board.lookedAt()))
          .put("total", listing.total())
          .put("alerts", listing.json(AlertJson::of))
          .put("next", listing.next().orElse(null));
    });
  }

  /** To the millisecond: nobody reads more. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
