package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Reading;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Renders the fleet as JSON: the output of {@code icewatch check --json}.
 *
 * <p>Field names are stable: fields are added, none is renamed or removed. Durations are numbers of
 * seconds and end in {@code Seconds}; moments are ISO 8601 in UTC; a snapshot id is a string, for it
 * may exceed 2^53; what is unknown is null, never 0. Tables come by controller and name.
 */
public final class FleetJson {
  private final JsonGenerator json;
  private final Instant now;

  private FleetJson(JsonGenerator json, Instant now) {
    this.json = json;
    this.now = now;
  }

  /** The object with {@code at, verdict, exitCode, controllers, tables}, and a line end. */
  public static String render(Snapshot snapshot, Instant now) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new FleetJson(json, now).write(snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void write(Snapshot snapshot) throws IOException {
    FleetVerdict verdict = FleetVerdict.of(snapshot, now);
    json.writeStartObject();
    json.writeStringField("at", now.toString());
    json.writeStringField("verdict", verdict.label());
    json.writeNumberField("exitCode", verdict.exitCode());
    json.writeArrayFieldStart("controllers");
    for (ControllerState controller : snapshot.controllers()) {
      write(controller);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tables");
    for (TableState table : snapshot.tables()) {
      write(table);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(ControllerState controller) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", controller.name());
    json.writeBooleanField("asked", controller.asked());
    json.writeStringField("breaker", controller.breaker().label());
    seconds("clockSkewSeconds", controller.clockSkew());
    json.writeEndObject();
  }

  private void write(TableState table) throws IOException {
    json.writeStartObject();
    json.writeStringField("controller", table.id().controller());
    json.writeStringField("table", table.id().table());
    json.writeStringField("health", table.health(now).label());
    json.writeStringField("verdict", FleetVerdict.of(table, now).label());
    json.writeStringField("reason", table.reason(now));
    seconds("lagSeconds", table.lag(now));
    json.writeStringField("lagSource", table.assessment().lagSource().label());
    moment("behindSince", table.behindSince(now));
    seconds("lagWarningSeconds", Optional.of(table.settings().lag().warning()));
    seconds("lagCriticalSeconds", Optional.of(table.settings().lag().critical()));
    count("filesPending", table.filesPending(now));
    count("files", fresh(table, table.observation().files()));
    moment("lastSuccess", table.lastSuccess());
    seconds("lastSuccessAgeSeconds", table.lastSuccessAge(now));
    seconds("sourceIdleSeconds", table.sourceIdle(now));
    checkpoint(fresh(table, table.observation().checkpoint()));
    run(table.run(now));
    json.writeEndObject();
  }

  private void checkpoint(Optional<Checkpoint> checkpoint) throws IOException {
    json.writeFieldName("checkpoint");
    if (checkpoint.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", checkpoint.get().type());
    json.writeStringField("value", checkpoint.get().value());
    json.writeEndObject();
  }

  private void run(Optional<WatcherRun> run) throws IOException {
    json.writeFieldName("run");
    if (run.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("status", run.get().status().label());
    moment("start", run.get().start());
    moment("end", run.get().end());
    json.writeNumberField("filesDiscovered", run.get().filesDiscovered());
    json.writeNumberField("segmentsGenerated", run.get().segmentsGenerated());
    text("error", run.get().errorMessage());
    json.writeEndObject();
  }

  private <T> Optional<T> fresh(TableState table, Reading<T> reading) {
    return reading.fresh(now, table.settings().poll().staleAfter());
  }

  private void seconds(String name, Optional<Duration> duration) throws IOException {
    json.writeFieldName(name);
    if (duration.isEmpty()) {
      json.writeNull();
    } else if (duration.get().toMillis() % 1000 == 0) {
      json.writeNumber(duration.get().toSeconds());
    } else {
      json.writeNumber(duration.get().toMillis() / 1000.0);
    }
  }

  private void moment(String name, Optional<Instant> moment) throws IOException {
    text(name, moment.map(Instant::toString));
  }

  private void count(String name, Optional<Long> count) throws IOException {
    json.writeFieldName(name);
    if (count.isEmpty()) {
      json.writeNull();
    } else {
      json.writeNumber(count.get());
    }
  }

  private void text(String name, Optional<String> text) throws IOException {
    json.writeFieldName(name);
    if (text.isEmpty()) {
      json.writeNull();
    } else {
      json.writeString(text.get());
    }
  }
}
