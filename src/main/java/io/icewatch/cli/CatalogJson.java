package io.icewatch.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Counted;
import io.icewatch.model.LagSource;
import io.icewatch.model.Pending;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes what the catalog says of one table; the conventions are those of {@link FleetJson}. */
final class CatalogJson {
  private final JsonGenerator json;
  private final JsonFields fields;
  private final Instant now;

  CatalogJson(JsonGenerator json, Instant now) {
    this.json = json;
    this.fields = new JsonFields(json);
    this.now = now;
  }

  /** The field {@code catalog}: null for a table whose catalog is not asked. */
  void write(TableState table) throws IOException {
    json.writeFieldName("catalog");
    if (table.settings().source().isEmpty()) {
      json.writeNull();
      return;
    }
    Optional<SourceTable> source = table.sourceTable();
    SourceReading reading = table.observation().source();
    json.writeStartObject();
    json.writeStringField("name", table.settings().source().get().catalog());
    fields.text("table", source.map(SourceTable::table));
    fields.text("branch", source.map(SourceTable::branch));
    json.writeBooleanField("used", table.assessment().lagSource() == LagSource.CATALOG);
    fields.text("unusedBecause", table.assessment().catalogUnused());
    fields.moment("askedAt", reading.askedAt());
    fields.moment("answeredAt", reading.observedAt());
    fields.text("problem", reading.failure().map(CatalogAnswer::message));
    Optional<SourceView> view = table.source(now);
    fields.text("position", view.map(known -> known.position().kind()));
    fields.text("tableUuid", view.map(known -> known.tableUuid().toString()));
    fields.text("notRead", view.flatMap(SourceView::obstacle));
    fields.moment("lastDataCommit", view.flatMap(SourceView::lastDataCommitAt));
    fields.seconds(
        "checkpointExpiryMarginSeconds",
        table.checkpointExpiresAt(now).map(at -> Duration.between(now, at)));
    fields.count("filesMismatch", table.catalogFilesMismatch(now));
    pending(table.pending(now));
    commits(view);
    json.writeEndObject();
  }

  private void pending(Optional<Pending> pending) throws IOException {
    json.writeFieldName("pending");
    if (pending.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    bounds("snapshots", pending.get().snapshots());
    bounds("dataSnapshots", pending.get().dataSnapshots());
    bounds("files", pending.get().files());
    bounds("records", pending.get().records());
    bounds("bytes", pending.get().bytes());
    Optional<Pending.Since> since = pending.get().behindSince();
    json.writeBooleanField("waiting", since.flatMap(Pending.Since::latest).isPresent());
    fields.moment("sinceEarliest", since.flatMap(Pending.Since::earliest));
    fields.moment("sinceLatest", since.flatMap(Pending.Since::latest));
    json.writeEndObject();
  }

  /** Exact where both are the same; no upper bound is null. */
  private void bounds(String name, Counted number) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("low", number.low());
    fields.count("high", number.high());
    json.writeEndObject();
  }

  private void commits(Optional<SourceView> view) throws IOException {
    json.writeFieldName("commits");
    if (view.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (SourceCommit commit : view.get().commits()) {
      json.writeStartObject();
      json.writeStringField("id", Long.toString(commit.snapshotId()));
      json.writeStringField("at", commit.at().toString());
      fields.text("operation", commit.operation());
      bounds("files", commit.files());
      bounds("records", commit.records());
      bounds("bytes", commit.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
