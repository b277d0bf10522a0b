package io.icewatch.web;

import io.icewatch.model.Pause;
import io.icewatch.model.RunAnswer;
import io.icewatch.model.RunRequest;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerStanding;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes under {@code /api/v1}, for whom a {@link Guard} has let pass. Runs on the event loop. */
final class Api {
  static final String ROOT = "/api/v1/";

  /** What waits for a turn of the auto-trigger longer than this is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int MOST_LINES = 1_000;
  private static final String JSON = "application/json";
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final ByHand byHand;
  private final Supplier<Snapshot> fleet;
  private final InstantSource clock;

  Api(
      Vertx vertx,
      WorkerExecutor workers,
      ByHand byHand,
      Supplier<Snapshot> fleet,
      InstantSource clock) {
    this.vertx = vertx;
    this.workers = workers;
    this.byHand = byHand;
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Refuses what is not for programs before its body is read. */
  static void admit(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    boolean changes = !HttpMethod.GET.equals(context.request().method());
    if (changes && site != null && !Set.of("same-origin", "none").contains(site)) {
      Problems.send(context, 403, "sent by a page of another origin (expected: same-origin)");
    } else if (changes && !json(context.request().getHeader("Content-Type"))) {
      Problems.send(context, 415, "the content type is not application/json");
    } else {
      context.next();
    }
  }

  private static boolean json(String type) {
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  void handle(RoutingContext context) {
    try {
      dispatch(context, segments(context.request().path()));
    } catch (ApiException e) {
      Problems.send(context, e.status(), String.valueOf(e.getMessage()));
    }
  }

  private static List<String> segments(String path) {
    if (!path.startsWith(ROOT)) {
      throw new ApiException(404, "no such route");
    }
    try {
      return Arrays.stream(path.substring(ROOT.length()).split("/", -1))
          .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "the path is not percent-encoded UTF-8");
    }
  }

  private void dispatch(RoutingContext context, List<String> path) {
    if (path.size() >= 4 && path.get(0).equals("tables")) {
      TableId table = watched(path.get(1), path.get(2));
      String rest = String.join("/", path.subList(3, path.size()));
      ofTable(context, table, rest);
      return;
    }
    switch (String.join("/", path)) {
      case "standings" -> only(context, HttpMethod.GET, () -> standings(context));
      case "history" -> only(context, HttpMethod.GET, () -> history(context, Optional.empty()));
      case "pause" -> only(context, HttpMethod.POST, () -> pause(context, Optional.empty()));
      case "resume" -> only(context, HttpMethod.POST, () -> resume(context, Optional.empty()));
      default -> throw new ApiException(404, "no such route");
    }
  }

  private void ofTable(RoutingContext context, TableId table, String rest) {
    Optional<TableId> one = Optional.of(table);
    switch (rest) {
      case "trigger" -> only(context, HttpMethod.POST, () -> trigger(context, table));
      case "pause" -> only(context, HttpMethod.POST, () -> pause(context, one));
      case "resume" -> only(context, HttpMethod.POST, () -> resume(context, one));
      case "circuit/close" -> only(context, HttpMethod.POST, () -> closeCircuit(context, table));
      case "explain" -> only(context, HttpMethod.GET, () -> explain(context, table));
      case "history" -> only(context, HttpMethod.GET, () -> history(context, one));
      default -> {
        if (!rest.matches("attempts/[0-9]{1,18}")) {
          throw new ApiException(404, "no such route");
        }
        long seq = Long.parseLong(rest.substring(rest.indexOf('/') + 1));
        only(context, HttpMethod.GET, () -> attempt(context, table, seq));
      }
    }
  }

  private static void only(RoutingContext context, HttpMethod method, Runnable route) {
    if (context.request().method().equals(method)) {
      route.run();
    } else {
      context.response().putHeader("Allow", method.name());
      Problems.send(
          context, 405, context.request().method() + " (expected: " + method.name() + ")");
    }
  }

  private TableId watched(String controller, String table) {
    return state(controller, table)
        .map(TableState::id)
        .orElseThrow(() -> new ApiException(404, notWatched(controller + "/" + table)));
  }

  private static String notWatched(String name) {
    return name + ": not watched (expected: a table of the configuration)";
  }

  private Optional<TableState> state(String controller, String table) {
    return fleet.get().tables().stream()
        .filter(
            state -> state.id().table().equals(table) && state.id().controller().equals(controller))
        .findFirst();
  }

  private void trigger(RoutingContext context, TableId table) {
    ApiBody body = ApiBody.of(context.body().buffer(), Set.of("force"));
    RunRequest request = new RunRequest(table, Guard.user(context), body.optionalText("force"));
    awaited(context, byHand.request(request), true, answer -> told(context, answer));
  }

  private static void told(RoutingContext context, RunAnswer answer) {
    if (answer instanceof RunAnswer.Begun begun) {
      TriggerAttempt attempt = begun.attempt();
      context
          .response()
          .putHeader(
              "Location",
              ROOT + "tables/" + encoded(attempt.table().controller()) + "/"
                  + encoded(attempt.table().table()) + "/attempts/" + attempt.seq());
      send(context, 202, ApiJson.attempt(attempt));
    } else if (answer instanceof RunAnswer.Refused refused) {
      Problems.send(
          context,
          409,
          refused.finding().rule().label() + ": " + refused.finding().saw(),
          new JsonObject()
              .put("rule", refused.finding().rule().label())
              .put("saw", refused.finding().saw())
              .put("forcible", refused.forcible()));
    } else {
      Problems.send(
          context, 404, notWatched(((RunAnswer.NotWatched) answer).table().toString()));
    }
  }

  private void pause(RoutingContext context, Optional<TableId> table) {
    ApiBody body = ApiBody.of(context.body().buffer(), Set.of("reason", "forSeconds"));
    Instant now = clock.instant();
    Pause pause = new Pause(
        table,
        Guard.user(context),
        body.text("reason"),
        now,
        body.optionalSeconds("forSeconds").map(now::plus));
    awaited(context, byHand.pause(pause), false, done -> send(context, 200, ApiJson.pause(pause)));
  }

  private void resume(RoutingContext context, Optional<TableId> table) {
    ApiBody body = ApiBody.of(context.body().buffer(), Set.of("reason"));
    Optional<Pause> inForce =
        byHand.pauses().stream().filter(pause -> pause.table().equals(table)).findFirst();
    awaited(
        context,
        byHand.resume(table, Guard.user(context), body.text("reason")),
        false,
        done -> send(
            context,
            200,
            new JsonObject().put("paused", inForce.map(ApiJson::pause).orElse(null))));
  }

  private void closeCircuit(RoutingContext context, TableId table) {
    ApiBody body = ApiBody.of(context.body().buffer(), Set.of("reason"));
    int inVain = Optional.ofNullable(byHand.standings().get(table))
        .map(TriggerStanding::inVain)
        .orElse(0);
    awaited(
        context,
        byHand.closeCircuit(table, Guard.user(context), body.text("reason")),
        false,
        done -> send(context, 200, new JsonObject().put("forgiven", inVain)));
  }

  private void explain(RoutingContext context, TableId table) {
    awaited(
        context,
        byHand.explain(table),
        true,
        findings -> send(
            context,
            200,
            new JsonObject().put("findings", ApiJson.list(findings, ApiJson::finding))));
  }

  private void standings(RoutingContext context) {
    rendered(context, () -> {
      List<TriggerStanding> standings = byHand.standings().values().stream()
          .sorted(Comparator.comparing(TriggerStanding::table))
          .toList();
      return new JsonObject()
          .put("standings", ApiJson.list(standings, ApiJson::standing))
          .put("pauses", ApiJson.list(byHand.pauses(), ApiJson::pause));
    });
  }

  private void history(RoutingContext context, Optional<TableId> table) {
    rendered(context, () -> {
      List<TriggerEntry> entries = byHand.standings().values().stream()
          .filter(standing -> table.map(standing.table()::equals).orElse(true))
          .flatMap(standing -> standing.history().entries().stream())
          .sorted(Comparator.comparing(TriggerEntry::seq).reversed())
          .limit(MOST_LINES)
          .toList();
      return new JsonObject().put("entries", ApiJson.list(entries, ApiJson::entry));
    });
  }

  /** What may be long is written by a worker. */
  private void rendered(RoutingContext context, Supplier<JsonObject> body) {
    workers
        .executeBlocking(() -> body.get().encode() + "\n", false)
        .onSuccess(text -> Answers.send(context.request(), 200, JSON, text))
        .onFailure(problem -> {
          LOG.error("{}: no answer could be made", context.request().path(), problem);
          Problems.send(context, 500, "no answer could be made: see the log");
        });
  }

  private void attempt(RoutingContext context, TableId table, long seq) {
    TriggerAttempt attempt = Optional.ofNullable(byHand.standings().get(table)).stream()
        .flatMap(standing -> standing.history().entries().stream())
        .filter(TriggerAttempt.class::isInstance)
        .map(TriggerAttempt.class::cast)
        .filter(line -> line.seq() == seq)
        .findFirst()
        .orElseThrow(() -> new ApiException(404, "attempt " + seq + ": not kept"));
    send(
        context,
        200,
        ApiJson.followed(attempt, state(table.controller(), table.table()), clock.instant()));
  }

  /**
   * Answers when the auto-trigger's next turn has.
   *
   * @param revocable whether to cancel what was asked takes it back; else it may be done later
   */
  private <T> void awaited(
      RoutingContext context, CompletableFuture<T> asked, boolean revocable, Consumer<T> answer) {
    Context loop = vertx.getOrCreateContext();
    long timer = vertx.setTimer(PATIENCE.toMillis(), late -> {
      boolean takenBack = asked.cancel(false) && revocable;
      Problems.send(
          context,
          503,
          "the auto-trigger took no turn within " + PATIENCE.toSeconds() + " s"
              + (takenBack ? "" : "; it may still do what was asked"));
    });
    var unused = asked.whenComplete((value, failure) -> loop.runOnContext(done -> {
      if (!vertx.cancelTimer(timer) || context.response().ended()) {
        return;
      }
      if (failure == null) {
        answer.accept(value);
      } else {
        LOG.warn("{}: not done", context.request().path(), failure);
        String why = failure.getMessage();
        Problems.send(context, 503, why == null ? "the daemon is stopping" : why);
      }
    }));
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    Answers.send(context.request(), status, JSON, body.encode() + "\n");
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
