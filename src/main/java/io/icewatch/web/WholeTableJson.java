package io.icewatch.web;

import static io.icewatch.web.JsonValues.count;
import static io.icewatch.web.JsonValues.moment;
import static io.icewatch.web.JsonValues.orNull;
import static io.icewatch.web.JsonValues.seconds;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Endpoint;
import io.icewatch.model.Failure;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.IngestionTask;
import io.icewatch.model.Lag;
import io.icewatch.model.Observation;
import io.icewatch.model.PollSettings;
import io.icewatch.model.Reading;
import io.icewatch.model.RunResult;
import io.icewatch.model.RunSettings;
import io.icewatch.model.Snapshot;
import io.icewatch.model.SourceReading;
import io.icewatch.model.TableId;
import io.icewatch.model.TableSettings;
import io.icewatch.model.TableState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Everything that is known of one table, by the conventions of {@link TableJson}; pure. */
final class WholeTableJson {
  private WholeTableJson() {}

  static JsonObject of(TableState table, Snapshot fleet, Instant now) {
    Lag lag = table.assessment().lag();
    return new JsonObject()
        .put("at", now.toString())
        .mergeIn(new JsonObject(TableJson.of(table, now)))
        .put("lagUnknownBecause", lag instanceof Lag.Unknown unknown ? unknown.reason() : null)
        .put("checkpointFiles", table.observation().checkpointFiles().orElse(null))
        .put("checkpointRegressions", table.history().checkpointRegressions())
        .put("sourceType", table.sourceType().label())
        .put(
            "schedule",
            table.observation().ingestionTask().flatMap(IngestionTask::schedule).orElse(null))
        .put("runTotals", totals(table.history()))
        .put("controllerState", orNull(controller(fleet, table.id()), WholeTableJson::controller))
        .put("endpoints", endpoints(table.observation(), table.settings(), now))
        .put("settings", settings(table.settings()));
  }

  private static Optional<ControllerState> controller(Snapshot fleet, TableId table) {
    return fleet.controllers().stream()
        .filter(state -> state.name().equals(table.controller()))
        .findFirst();
  }

  private static JsonObject controller(ControllerState state) {
    return new JsonObject()
        .put("asked", state.asked())
        .put("breaker", state.breaker().label())
        .put("clockSkewSeconds", seconds(state.clockSkew()));
  }

  /** How many runs were seen to be over, by result. */
  static JsonObject totals(History history) {
    JsonObject totals = new JsonObject();
    for (RunResult result : RunResult.values()) {
      totals.put(result.label(), history.runTotals().getOrDefault(result, 0L));
    }
    return totals;
  }

  /** A line of the run log. */
  static JsonObject run(TableId table, FinishedRun run) {
    return new JsonObject()
        .put("controller", table.controller())
        .put("table", table.table())
        .put("start", run.start().toString())
        .put("end", moment(run.end()))
        .put("durationSeconds", seconds(run.end().map(end -> Duration.between(run.start(), end))))
        .put("result", run.result().label())
        .put("filesDiscovered", count(run.filesDiscovered()))
        .put("segmentsGenerated", count(run.segmentsGenerated()))
        .put("error", run.errorMessage().orElse(null))
        .put("checkpoint", run.checkpointValue().orElse(null));
  }

  private static JsonArray endpoints(Observation seen, TableSettings settings, Instant now) {
    JsonArray endpoints = new JsonArray();
    for (Endpoint endpoint : Endpoint.OF_A_TABLE) {
      Reading<?> reading = reading(seen, endpoint);
      endpoints.add(endpoint(
          endpoint.label(),
          reading.askedAt(),
          reading.observedAt(),
          reading.failure().map(Failure::message),
          now));
    }
    if (settings.source().isPresent()) {
      SourceReading source = seen.source();
      endpoints.add(endpoint(
          "catalog",
          source.askedAt(),
          source.observedAt(),
          source.failure().map(CatalogAnswer::message),
          now));
    }
    return endpoints;
  }

  private static Reading<?> reading(Observation seen, Endpoint endpoint) {
    return switch (endpoint) {
      case STATUS -> seen.status();
      case CHECKPOINT -> seen.checkpoint();
      case FILES -> seen.files();
      case FILES_AT_CHECKPOINT -> seen.filesAtCheckpoint();
      case TABLE_CONFIG -> seen.config();
      case TABLES -> throw new IllegalArgumentException("not asked about one table");
    };
  }

  private static JsonObject endpoint(
      String name,
      Optional<Instant> askedAt,
      Optional<Instant> answeredAt,
      Optional<String> problem,
      Instant now) {
    return new JsonObject()
        .put("endpoint", name)
        .put("up", orNull(askedAt, asked -> problem.isEmpty()))
        .put("askedAt", moment(askedAt))
        .put("answeredAt", moment(answeredAt))
        .put("answerAgeSeconds", seconds(answeredAt.map(at -> age(at, now))))
        .put("problem", problem.orElse(null));
  }

  private static Duration age(Instant at, Instant now) {
    return now.isBefore(at) ? Duration.ZERO : Duration.between(at, now);
  }

  private static JsonObject settings(TableSettings settings) {
    PollSettings poll = settings.poll();
    RunSettings runs = settings.runs();
    return new JsonObject()
        .put(
            "poll",
            new JsonObject()
                .put("intervalSeconds", seconds(poll.interval()))
                .put("runningIntervalSeconds", seconds(poll.runningInterval()))
                .put("filesIntervalSeconds", seconds(poll.filesInterval()))
                .put("staleAfterSeconds", seconds(poll.staleAfter()))
                .put("timeoutSeconds", seconds(poll.timeout())))
        .put(
            "lag",
            new JsonObject()
                .put("warningSeconds", seconds(settings.lag().warning()))
                .put("criticalSeconds", seconds(settings.lag().critical())))
        .put(
            "runs",
            new JsonObject()
                .put("everySeconds", seconds(runs.every()))
                .put("noProgressSeconds", seconds(runs.noProgress()))
                .put("maxDurationSeconds", seconds(runs.maxDuration())));
  }
}
