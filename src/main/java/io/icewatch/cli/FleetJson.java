package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.icewatch.model.CatalogState;
import io.icewatch.model.ControllerState;
import io.icewatch.model.DiscoveryState;
import io.icewatch.model.Snapshot;
import io.icewatch.model.TableState;
import io.icewatch.web.JsonValues;
import io.icewatch.web.TableJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renders the fleet as JSON: the output of {@code icewatch check --json}.
 *
 * <p>The conventions are those of {@link TableJson}. Tables come by controller and name.
 */
public final class FleetJson {
  private final JsonGenerator json;
  private final Instant now;

  private FleetJson(JsonGenerator json, Instant now) {
    this.json = json;
    this.now = now;
  }

  /** The object with {@code at, verdict, exitCode, controllers, catalogs, tables}, and a line end. */
  public static String render(Snapshot snapshot, Instant now) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new ObjectMapper().createGenerator(text)) {
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
    json.writeFieldName("clockSkewSeconds");
    json.writePOJO(JsonValues.seconds(controller.clockSkew()));
    if (controller.discovery().isPresent()) {
      write(controller.discovery().get());
    }
    json.writeEndObject();
  }

  private void write(DiscoveryState discovery) throws IOException {
    json.writeObjectFieldStart("discovery");
    json.writeNumberField("tables", discovery.tables());
    json.writeNumberField("dropped", discovery.dropped());
    json.writeNumberField("unusable", discovery.unusable());
    json.writeStringField("failure", discovery.failure().orElse(null));
    json.writeEndObject();
  }

  private void write(TableState table) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    TableJson.of(table, now).forEach((name, value) -> {
      fields.put(name, value);
      if (name.equals("health")) {
        fields.put("verdict", FleetVerdict.of(table, now).label());
      }
    });
    json.writePOJO(fields);
  }
}
