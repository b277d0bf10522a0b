package io.icewatch.web;

import static io.icewatch.web.JsonValues.count;
import static io.icewatch.web.JsonValues.moment;
import static io.icewatch.web.JsonValues.orNull;
import static io.icewatch.web.JsonValues.seconds;

import io.icewatch.model.Api;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.Reading;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table as the API and {@code icewatch check --json} write it; pure.
 *
 * <p>Field names are stable: fields are added, none is renamed or removed. Durations are numbers of
 * seconds and end in {@code Seconds}; moments are ISO 8601 in UTC; a snapshot id is a string, for it
 * may exceed 2^53; what is unknown is null, never 0.
 */
public final class TableJson {
  private TableJson() {}

  /** The table with all that its catalog says, in the order it is to be written. */
  public static Map<String, @Nullable Object> of(TableState table, Instant now) {
    Map<String, @Nullable Object> json = summary(table, now);
    json.put("catalog", SourceJson.of(table, now));
    return json;
  }

  /** The table as lists have it. */
  static Map<String, @Nullable Object> summary(TableState table, Instant now) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("controller", table.id().controller());
    json.put("table", table.id().table());
    json.put("health", table.health(now).label());
    json.put("reason", table.reason(now));
    json.put("lagSeconds", seconds(table.lag(now)));
    json.put("api", orNull(table.observation().api(), Api::label));
    json.put("lagSource", table.assessment().lagSource().label());
    json.put("behindSince", moment(table.behindSince(now)));
    json.put("observedLagSeconds", seconds(table.observedLag(now)));
    json.put("observedBehindSince", moment(table.observedBehindSince(now)));
    json.put("catchUpSeconds", seconds(table.catchUp(now)));
    json.put("lagWarningSeconds", seconds(table.settings().lag().warning()));
    json.put("lagCriticalSeconds", seconds(table.settings().lag().critical()));
    json.put("filesPending", table.filesPending(now).orElse(null));
    json.put("files", fresh(table, table.observation().files(), now).orElse(null));
    json.put("lastSuccess", moment(table.lastSuccess()));
    json.put("lastSuccessAgeSeconds", seconds(table.lastSuccessAge(now)));
    json.put("sourceIdleSeconds", seconds(table.sourceIdle(now)));
    json.put(
        "checkpoint",
        orNull(fresh(table, table.observation().checkpoint(), now), TableJson::checkpoint));
    json.put("run", orNull(table.run(now), TableJson::run));
    return json;
  }

  /** A position, by its kind and its value as text. */
  static Map<String, @Nullable Object> checkpoint(Checkpoint checkpoint) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", checkpoint.type());
    json.put("value", checkpoint.value());
    return json;
  }

  static Map<String, @Nullable Object> run(WatcherRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("status", run.status().label());
    json.put("start", moment(run.start()));
    json.put("end", moment(run.end()));
    json.put("filesDiscovered", count(run.filesDiscovered()));
    json.put("segmentsGenerated", count(run.segmentsGenerated()));
    json.put("error", run.errorMessage().orElse(null));
    return json;
  }

  private static <T> Optional<T> fresh(TableState table, Reading<T> reading, Instant now) {
    return reading.fresh(now, table.settings().poll().staleAfter());
  }
}
