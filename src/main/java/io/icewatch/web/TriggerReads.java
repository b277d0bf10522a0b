package io.icewatch.web;

import io.icewatch.model.Pause;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerStanding;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The routes that tell what the auto-trigger decided and did. */
final class TriggerReads {
  /** Questions that may wait for a turn of the auto-trigger at once: anybody may put them. */
  static final int MOST_WAITING = 32;

  private static final int MOST_LINES = 1_000;
  private static final String TABLE = "tables/{controller}/{table}/";

  private final JsonWorkers workers;
  private final TriggerTurns turns;
  private final Optional<ByHand> byHand;
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;
  private int waiting;

  TriggerReads(JsonWorkers workers, TriggerTurns turns, Content content) {
    this.workers = workers;
    this.turns = turns;
    this.byHand = content.byHand();
    this.fleet = content.fleet();
    this.clock = content.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.get("decisions", this::decisions),
        Route.get("standings", this::standings),
        Route.get("history", call -> history(call, Optional.empty())),
        Route.get(TABLE + "decisions", this::decisionsOfTable),
        Route.get(TABLE + "explain", this::explain),
        Route.get(TABLE + "history", call -> history(call, Optional.of(id(call)))),
        Route.get(TABLE + "attempts/{seq}", this::attempt));
  }

  /** Whom to ask; there is nobody when the journal could not be read. */
  static ByHand desk(Optional<ByHand> byHand) {
    return byHand.orElseThrow(() -> new ApiException(
        503, "the trigger journal could not be read at the start, so nothing is triggered"));
  }

  private ByHand desk() {
    return desk(byHand);
  }

  private TableId id(ApiCall call) {
    return call.table(fleet.get()).id();
  }

  private void decisions(ApiCall call) {
    Query query = call.query("controller", "decision", "reason", "limit", "cursor");
    Set<String> controllers = query.all("controller");
    Set<String> kinds = query.words("decision", List.of("trigger", "hold"));
    Set<String> reasons = query.all("reason");
    int limit = query.limit();
    Optional<List<String>> after = query.after(2);
    ByHand desk = desk();
    workers.answer(call.context(), () -> {
      Listing<TriggerStanding> listing = Listing.of(
          desk.standings().values().stream()
              .filter(standing -> FleetReads.among(controllers, standing.table().controller())
                  && FleetReads.among(kinds, standing.decision().label())
                  && FleetReads.among(reasons, standing.decision().reason())),
          Comparator.comparing(TriggerStanding::table),
          standing -> FleetReads.behind(after, standing.table()),
          limit,
          standing -> FleetReads.cursor(standing.table()));
      return new JsonObject()
          .put("at", now().toString())
          .put("total", listing.total())
          .put("decisions", listing.json(ApiJson::standing))
          .put("pauses", ApiJson.list(desk.pauses(), ApiJson::pause))
          .put("next", listing.next().orElse(null));
    });
  }

  private void decisionsOfTable(ApiCall call) {
    TableId table = id(call);
    ByHand desk = desk();
    call.query();
    workers.answer(call.context(), () -> {
      Map<TableId, TriggerStanding> standings = desk.standings();
      List<Pause> pauses = desk.pauses().stream()
          .filter(pause -> pause.table().map(table::equals).orElse(true))
          .toList();
      return new JsonObject()
          .put("at", now().toString())
          .put(
              "decision",
              JsonValues.orNull(Optional.ofNullable(standings.get(table)), ApiJson::standing))
          .put("pauses", ApiJson.list(pauses, ApiJson::pause))
          .put("entries", ApiJson.list(entries(standings, Optional.of(table)), ApiJson::entry));
    });
  }

  private void standings(ApiCall call) {
    call.query();
    ByHand desk = desk();
    workers.answer(call.context(), () -> {
      List<TriggerStanding> standings = desk.standings().values().stream()
          .sorted(Comparator.comparing(TriggerStanding::table))
          .toList();
      return new JsonObject()
          .put("standings", ApiJson.list(standings, ApiJson::standing))
          .put("pauses", ApiJson.list(desk.pauses(), ApiJson::pause));
    });
  }

  private void history(ApiCall call, Optional<TableId> table) {
    call.query();
    ByHand desk = desk();
    workers.answer(
        call.context(),
        () -> new JsonObject()
            .put("entries", ApiJson.list(entries(desk.standings(), table), ApiJson::entry)));
  }

  /** Newest first. */
  private static List<TriggerEntry> entries(
      Map<TableId, TriggerStanding> standings, Optional<TableId> table) {
    Stream<TriggerStanding> chosen = table.isPresent()
        ? Optional.ofNullable(standings.get(table.get())).stream()
        : standings.values().stream();
    return chosen
        .flatMap(standing -> standing.history().entries().stream())
        .sorted(Comparator.comparing(TriggerEntry::seq).reversed())
        .limit(MOST_LINES)
        .toList();
  }

  private void explain(ApiCall call) {
    call.query();
    TableId table = id(call);
    if (waiting >= MOST_WAITING) {
      call.context().response().putHeader("Retry-After", "1");
      throw new ApiException(503, waiting + " questions wait for the auto-trigger");
    }
    var asked = desk().explain(table);
    waiting++;
    call.context().addEndHandler(ended -> waiting--);
    turns.await(
        call.context(),
        asked,
        true,
        findings -> call.send(
            200, new JsonObject().put("findings", ApiJson.list(findings, ApiJson::finding))));
  }

  private void attempt(ApiCall call) {
    call.query();
    TableId table = id(call);
    String given = call.name("seq");
    if (!given.matches("[0-9]{1,18}")) {
      throw new ApiException(404, "no such attempt (expected: a number)");
    }
    long seq = Long.parseLong(given);
    TriggerAttempt attempt = Optional.ofNullable(desk().standings().get(table)).stream()
        .flatMap(standing -> standing.history().entries().stream())
        .filter(TriggerAttempt.class::isInstance)
        .map(TriggerAttempt.class::cast)
        .filter(line -> line.seq() == seq)
        .findFirst()
        .orElseThrow(() -> new ApiException(404, "attempt " + seq + ": not kept"));
    call.send(
        200,
        ApiJson.followed(
            attempt, ApiCall.find(fleet.get(), table.controller(), table.table()), now()));
  }

  /** To the millisecond: nobody reads more. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
