package io.icewatch.web;

import static io.icewatch.web.JsonValues.count;
import static io.icewatch.web.JsonValues.orNull;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Decision;
import io.icewatch.model.Finding;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TableState;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerStanding;
import io.icewatch.model.WatcherRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the API answers. Field names are stable: fields are added, none is renamed or removed. Moments
 * are ISO 8601 in UTC, durations numbers of seconds; what is unknown is null.
 */
final class ApiJson {
  private ApiJson() {}

  /** A line of the history. */
  static JsonObject entry(TriggerEntry entry) {
    if (entry instanceof CircuitReset reset) {
      return head("circuit_closed", reset).put("by", reset.by()).put("why", reset.reason());
    }
    return attempt((TriggerAttempt) entry);
  }

  static JsonObject attempt(TriggerAttempt attempt) {
    return head("attempt", attempt)
        .put("by", attempt.origin().by())
        .put("why", attempt.origin().why())
        .put("mode", attempt.mode().label())
        .put("inputs", new JsonArray(attempt.origin().inputs().lines().toList()))
        .put(
            "before",
            new JsonObject()
                .put("lagSeconds", orNull(attempt.before().lag(), Duration::toSeconds))
                .put("checkpoint", attempt.before().checkpoint().orElse(null))
                .put("run", orNull(attempt.before().run(), Instant::toString)))
        .put(
            "call",
            orNull(
                attempt.call(),
                call -> new JsonObject().put("outcome", call.label()).put("detail", call.detail())))
        .put("run", orNull(attempt.run(), Instant::toString))
        .put(
            "settlement",
            orNull(
                attempt.settlement(),
                end -> new JsonObject()
                    .put("outcome", end.outcome().label())
                    .put("inVain", end.outcome().inVain())
                    .put("at", end.at().toString())
                    .put("detail", end.detail())));
  }

  /** An attempt with how its run goes, and where its table stands. */
  static JsonObject followed(TriggerAttempt attempt, Optional<TableState> table, Instant now) {
    Optional<WatcherRun> run = table
        .flatMap(state -> state.run(now))
        .filter(seen -> attempt.run().isPresent() && seen.start().equals(attempt.run()));
    Optional<Checkpoint> checkpoint =
        table.flatMap(state -> state.observation().checkpoint().value());
    return attempt(attempt)
        .put(
            "progress",
            orNull(
                run,
                seen -> new JsonObject()
                    .put("status", seen.status().label())
                    .put("filesDiscovered", count(seen.filesDiscovered()))
                    .put("segmentsGenerated", count(seen.segmentsGenerated()))
                    .put("error", seen.errorMessage().orElse(null))))
        .put("checkpoint", orNull(checkpoint, Checkpoint::value));
  }

  static JsonObject standing(TriggerStanding standing) {
    Decision decision = standing.decision();
    return named(new JsonObject(), standing.table())
        .put("mode", standing.mode().label())
        .put("decision", decision.label())
        .put("reason", decision.reason())
        .put("saw", decision instanceof Decision.Hold hold ? hold.finding().saw() : null)
        .put("cooldownUntil", orNull(standing.cooldownUntil(), Instant::toString))
        .put("inVain", standing.inVain())
        .put("circuitOpen", standing.circuitOpen());
  }

  static JsonObject finding(Finding finding) {
    return new JsonObject()
        .put("rule", finding.rule().label())
        .put("passed", finding.passed())
        .put("saw", finding.saw());
  }

  static JsonObject pause(Pause pause) {
    return new JsonObject()
        .put("controller", orNull(pause.table(), TableId::controller))
        .put("table", orNull(pause.table(), TableId::table))
        .put("by", pause.by())
        .put("reason", pause.reason())
        .put("since", pause.since().toString())
        .put("until", orNull(pause.until(), Instant::toString));
  }

  static <T> JsonArray list(List<T> values, Function<T, JsonObject> one) {
    return new JsonArray(values.stream().map(one).toList());
  }

  private static JsonObject head(String kind, TriggerEntry entry) {
    return named(new JsonObject().put("kind", kind).put("seq", entry.seq()), entry.table())
        .put("at", entry.at().toString());
  }

  private static JsonObject named(JsonObject json, TableId table) {
    return json.put("controller", table.controller()).put("table", table.table());
  }
}
