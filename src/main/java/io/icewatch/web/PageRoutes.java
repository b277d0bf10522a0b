package io.icewatch.web;

import io.icewatch.model.AlertBoard;
import io.icewatch.model.Finding;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.page.FleetPage;
import io.icewatch.page.FleetQuery;
import io.icewatch.page.LagTrail;
import io.icewatch.page.TablePage;
import io.icewatch.page.TableReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages for people, and what keeps them live: the fleet, and one table. Rendered by workers, not
 * on the event loop.
 */
final class PageRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PageRoutes.class);
  private static final Duration FIRST_SAMPLE = Duration.ofSeconds(1);

  /** How long the rules are waited for: they are asked in the auto-trigger's next turn. */
  private static final long RULES_MILLIS = 2_500;

  /** Questions of pages that may wait for the auto-trigger: one of each stream has its place. */
  private static final int MOST_QUESTIONS = TriggerReads.MOST_WAITING + LiveViews.MAX_STREAMS;

  /** Of a fleet that stands still only ages grow. */
  private static final int FLEET_REST = 5;

  private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
      + " style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
      + " frame-ancestors 'none'";

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Supplier<Snapshot> fleet;
  private final Optional<ByHand> byHand;
  private final Supplier<AlertBoard> alerts;
  private final InstantSource clock;
  private final LagTrail trail = new LagTrail();
  private final LiveViews live;
  private final PageAssets assets;

  /** That wait for the auto-trigger, also when nobody waits for the answer any more. */
  private int questions;

  /** Pages of what there is to show. */
  PageRoutes(Vertx vertx, WorkerExecutor workers, Content content) {
    this.vertx = vertx;
    this.workers = workers;
    this.fleet = content.fleet();
    this.byHand = content.byHand();
    this.alerts = content.alerts();
    this.clock = content.clock();
    this.live = new LiveViews(vertx, workers, () -> fleet.get().version());
    this.assets = new PageAssets(workers);
  }

  void mount(Router router) {
    get(router, "/", this::fleetPage);
    router.get("/live").handler(this::fleetLive);
    get(router, "/tables/:controller/:table", this::tablePage);
    router.get("/tables/:controller/:table/live").handler(this::tableLive);
    get(router, "/assets/:name", assets::handle);
    vertx.setPeriodic(
        FIRST_SAMPLE.toMillis(),
        LagTrail.FIRST_STEP.toMillis(),
        timer -> workers
            .executeBlocking(this::sample, false)
            .onFailure(problem -> LOG.error("the lag trail was not continued", problem)));
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  private boolean sample() {
    trail.sample(fleet.get(), clock.instant());
    return true;
  }

  private void fleetPage(RoutingContext context) {
    FleetQuery query = query(context);
    page(context.request(), () -> FleetPage.html(query, fleet.get(), trail, clock.instant()));
  }

  private void fleetLive(RoutingContext context) {
    FleetQuery query = query(context);
    live.open(
        context.request(),
        "/live" + query.search(),
        FLEET_REST,
        () -> Future.succeededFuture(
            () -> FleetPage.live(query, fleet.get(), trail, clock.instant())));
  }

  private static FleetQuery query(RoutingContext context) {
    return FleetQuery.of(context.request().params()::getAll);
  }

  private void tablePage(RoutingContext context) {
    Optional<TableState> table = asked(context);
    if (table.isEmpty()) {
      return;
    }
    boolean explain = context.request().params().contains("explain");
    Optional<String> user = byHand.flatMap(desk -> Guard.user(context));
    rules(table.get().id(), explain ? TriggerReads.MOST_WAITING : 0)
        .onSuccess(findings -> page(context.request(), () -> {
          Instant now = clock.instant();
          return TablePage.html(report(table.get(), findings, now), user, now);
        }));
  }

  private void tableLive(RoutingContext context) {
    Optional<TableState> first = asked(context);
    if (first.isEmpty()) {
      return;
    }
    TableId id = first.get().id();
    live.open(
        context.request(),
        context.request().path(),
        1,
        () -> rules(id, MOST_QUESTIONS).map(findings -> () -> {
          Instant now = clock.instant();
          return table(id.controller(), id.table())
              .map(table -> TablePage.live(report(table, findings, now), now))
              .orElseGet(() -> TablePage.gone(id));
        }));
  }

  /** The table that a path names; when there is none, that is the answer. */
  private Optional<TableState> asked(RoutingContext context) {
    String controller = context.pathParam("controller");
    String name = context.pathParam("table");
    Optional<TableState> table = table(controller, name);
    if (table.isEmpty()) {
      Answers.text(
          context.request(),
          404,
          controller + "/" + name + ": not found (expected: a table that is watched)");
    }
    return table;
  }

  private Optional<TableState> table(String controller, String name) {
    return ApiCall.find(fleet.get(), controller, name);
  }

  /**
   * What every rule says, where that is told in time; never fails.
   *
   * @param most questions that may wait for the auto-trigger already, else it is not asked
   */
  private Future<Optional<List<Finding>>> rules(TableId table, int most) {
    if (questions >= most || byHand.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    questions++;
    Context loop = vertx.getOrCreateContext();
    CompletableFuture<List<Finding>> asked = byHand.get().explain(table);
    var unused = asked.whenComplete((told, failure) -> loop.runOnContext(answered -> questions--));
    return Future.fromCompletionStage(
            asked.copy().orTimeout(RULES_MILLIS, TimeUnit.MILLISECONDS), loop)
        .map(Optional::of)
        .otherwise(late -> Optional.empty());
  }

  private TableReport report(TableState table, Optional<List<Finding>> findings, Instant now) {
    AlertBoard board = alerts.get();
    return new TableReport(
        table,
        trail.of(table.id()),
        byHand.flatMap(desk -> Optional.ofNullable(desk.standings().get(table.id()))),
        byHand.map(ByHand::pauses).orElse(List.of()).stream()
            .filter(pause -> pause.holds(table.id(), now))
            .toList(),
        findings,
        board.lookedAt().map(at -> board.of(table.id())));
  }

  private void page(HttpServerRequest request, Callable<String> page) {
    boolean gzip = Negotiation.gzip(Negotiation.header(request, "Accept-Encoding"));
    workers
        .executeBlocking(() -> Zipped.of(page.call(), gzip), false)
        .onSuccess(body -> {
          request.response().putHeader("Content-Security-Policy", POLICY);
          body.send(request, "text/html; charset=utf-8");
        })
        .onFailure(problem -> {
          LOG.error("{}: no page could be made", request.path(), problem);
          Answers.text(request, 500, "the page could not be rendered: see the log");
        });
  }
}
