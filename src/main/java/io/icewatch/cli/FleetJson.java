package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.icewatch.model.CatalogState;
import io.icewatch.model.Checkpoint;
import io.icewatch.model.ControllerState;
import io.icewatch.model.Reading;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.icewatch.model.WatcherRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
  private final JsonFields fields;
  private final CatalogJson catalogJson;
  private final Instant now;

  private FleetJson(JsonGenerator json, Instant now) {
    this.json = json;
    this.fields = new JsonFields(json);
    this.catalogJson = new CatalogJson(json, now);
    this.now = now;
  }

  /** The object with {@code at, verdict, exitCode, controllers, catalogs, tables}, and a line end. */
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
    json.writeArrayFieldStart("catalogs");
    for (CatalogState catalog : snapshot.catalogs()) {
      json.writeStartObject();
      json.writeStringField("name", catalog.name());
      json.writeBooleanField("asked", catalog.asked());
      json.writeStringField("breaker", catalog.breaker().label());
      json.writeEndObject();
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
    fields.seconds("clockSkewSeconds", controller.clockSkew());
    json.writeEndObject();
  }

  private void write(TableState table) throws IOException {
    json.writeStartObject();
    json.writeStringField("controller", table.id().controller());
    json.writeStringField("table", table.id().table());
    json.writeStringField("health", table.health(now).label());
    json.writeStringField("verdict", FleetVerdict.of(table, now).label());
    json.writeStringField("reason", table.reason(now));
    fields.seconds("lagSeconds", table.lag(now));
    json.writeStringField("lagSource", table.assessment().lagSource().label());
    fields.moment("behindSince", table.behindSince(now));
    fields.seconds("observedLagSeconds", table.observedLag(now));
    fields.moment("observedBehindSince", table.observedBehindSince(now));
    fields.seconds("catchUpSeconds", table.catchUp(now));
    fields.seconds("lagWarningSeconds", Optional.of(table.settings().lag().warning()));
    fields.seconds("lagCriticalSeconds", Optional.of(table.settings().lag().critical()));
    fields.count("filesPending", table.filesPending(now));
    fields.count("files", fresh(table, table.observation().files()));
    fields.moment("lastSuccess", table.lastSuccess());
    fields.seconds("lastSuccessAgeSeconds", table.lastSuccessAge(now));
    fields.seconds("sourceIdleSeconds", table.sourceIdle(now));
    checkpoint(fresh(table, table.observation().checkpoint()));
    run(table.run(now));
    catalogJson.write(table);
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
    fields.moment("start", run.get().start());
    fields.moment("end", run.get().end());
    json.writeNumberField("filesDiscovered", run.get().filesDiscovered());
    json.writeNumberField("segmentsGenerated", run.get().segmentsGenerated());
    fields.text("error", run.get().errorMessage());
    json.writeEndObject();
  }

  private <T> Optional<T> fresh(TableState table, Reading<T> reading) {
    return reading.fresh(now, table.settings().poll().staleAfter());
  }
}
