package io.icewatch.web;

import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerStanding;
import io.icewatch.page.TablePath;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The routes that act, for whom a {@link Guard} has let pass. */
final class Actions {
  private final TriggerTurns turns;
  private final Optional<ByHand> byHand;
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;

  Actions(TriggerTurns turns, Content content) {
    this.turns = turns;
    this.byHand = content.byHand();
    this.fleet = content.fleet();
    this.clock = content.clock();
  }

  List<Route> routes() {
    String table = "tables/{controller}/{table}/";
    return List.of(
        Route.post(table + "trigger", this::trigger),
        Route.post(table + "pause", call -> pause(call, Optional.of(id(call)))),
        Route.post(table + "resume", call -> resume(call, Optional.of(id(call)))),
        Route.post(table + "circuit/close", this::closeCircuit),
        Route.post("pause", call -> pause(call, Optional.empty())),
        Route.post("resume", call -> resume(call, Optional.empty())));
  }

  private TableId id(ApiCall call) {
    return call.table(fleet.get()).id();
  }

  private ByHand desk() {
    return TriggerReads.desk(byHand);
  }

  private static String user(ApiCall call) {
    return Guard.user(call.context())
        .orElseThrow(() -> new ApiException(403, "nobody may act without a password"));
  }

  private static ApiBody body(ApiCall call, String... fields) {
    return ApiBody.of(call.context().body().buffer(), Set.of(fields));
  }

  private void trigger(ApiCall call) {
    TableId table = id(call);
    ApiBody body = body(call, "force");
    RunRequest request = new RunRequest(table, user(call), body.optionalText("force"));
    turns.await(call.context(), desk().request(request), true, answer -> told(call, answer));
  }

  private static void told(ApiCall call, RunAnswer answer) {
    if (answer instanceof RunAnswer.Begun begun) {
      TriggerAttempt attempt = begun.attempt();
      call.context()
          .response()
          .putHeader(
              "Location",
              Api.ROOT + "tables/" + TablePath.part(attempt.table()) + "/attempts/"
                  + attempt.seq());
      call.send(202, ApiJson.attempt(attempt));
    } else if (answer instanceof RunAnswer.Refused refused) {
      Problems.send(
          call.context(),
          409,
          refused.finding().rule().label() + ": " + refused.finding().saw(),
          new JsonObject()
              .put("rule", refused.finding().rule().label())
              .put("saw", refused.finding().saw())
              .put("forcible", refused.forcible()));
    } else {
      Problems.send(
          call.context(),
          404,
          ApiCall.notWatched(((RunAnswer.NotWatched) answer).table().toString()));
    }
  }

  private void pause(ApiCall call, Optional<TableId> table) {
    ApiBody body = body(call, "reason", "forSeconds");
    Instant now = clock.instant();
    Pause pause = new Pause(
        table,
        user(call),
        body.text("reason"),
        now,
        body.optionalSeconds("forSeconds").map(now::plus));
    turns.await(
        call.context(), desk().pause(pause), false, done -> call.send(200, ApiJson.pause(pause)));
  }

  private void resume(ApiCall call, Optional<TableId> table) {
    ApiBody body = body(call, "reason");
    ByHand desk = desk();
    Instant now = clock.instant();
    Optional<Pause> inForce = desk.pauses().stream()
        .filter(pause -> pause.table().equals(table) && pause.lasts(now))
        .findFirst();
    turns.await(
        call.context(),
        desk.resume(table, user(call), body.text("reason")),
        false,
        done -> call.send(
            200, new JsonObject().put("paused", inForce.map(ApiJson::pause).orElse(null))));
  }

  private void closeCircuit(ApiCall call) {
    TableId table = id(call);
    ApiBody body = body(call, "reason");
    ByHand desk = desk();
    int inVain = Optional.ofNullable(desk.standings().get(table))
        .map(TriggerStanding::inVain)
        .orElse(0);
    turns.await(
        call.context(),
        desk.closeCircuit(table, user(call), body.text("reason")),
        false,
        done -> call.send(200, new JsonObject().put("forgiven", inVain)));
  }
}
