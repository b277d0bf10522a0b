package io.icewatch.web;

import static io.icewatch.web.JsonValues.moment;
import static io.icewatch.web.JsonValues.orNull;
import static io.icewatch.web.JsonValues.seconds;

import io.icewatch.model.CatalogAnswer;
import io.icewatch.model.Counted;
import io.icewatch.model.LagSource;
import io.icewatch.model.Pending;
import io.icewatch.model.SourceCommit;
import io.icewatch.model.SourceReading;
import io.icewatch.model.SourceSettings;
import io.icewatch.model.SourceTable;
import io.icewatch.model.SourceView;
import io.icewatch.model.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the catalog says of one table, by the conventions of {@link TableJson}; pure. */
final class SourceJson {
  private SourceJson() {}

  /** Null for a table whose catalog is not asked. */
  static @Nullable Map<String, @Nullable Object> of(TableState table, Instant now) {
    Optional<SourceSettings> settings = table.settings().source();
    if (settings.isEmpty()) {
      return null;
    }
    Optional<SourceTable> source = table.sourceTable();
    SourceReading reading = table.observation().source();
    Optional<SourceView> view = table.source(now);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", settings.get().catalog());
    json.put("table", orNull(source, SourceTable::table));
    json.put("branch", orNull(source, SourceTable::branch));
    json.put("used", table.assessment().lagSource() == LagSource.CATALOG);
    json.put("unusedBecause", table.assessment().catalogUnused().orElse(null));
    json.put("askedAt", moment(reading.askedAt()));
    json.put("answeredAt", moment(reading.observedAt()));
    json.put("problem", orNull(reading.failure(), CatalogAnswer::message));
    json.put("position", orNull(view, known -> known.position().kind()));
    json.put("tableUuid", orNull(view, known -> known.tableUuid().toString()));
    json.put("notRead", view.flatMap(SourceView::obstacle).orElse(null));
    json.put("lastDataCommit", moment(view.flatMap(SourceView::lastDataCommitAt)));
    json.put(
        "checkpointExpiryMarginSeconds",
        seconds(table.checkpointExpiresAt(now).map(at -> Duration.between(now, at))));
    json.put("filesMismatch", table.catalogFilesMismatch(now).orElse(null));
    json.put("pending", orNull(table.pending(now), SourceJson::pending));
    json.put("commits", orNull(view, known -> commits(known.commits())));
    return json;
  }

  private static Map<String, @Nullable Object> pending(Pending pending) {
    Optional<Pending.Since> since = pending.behindSince();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("snapshots", bounds(pending.snapshots()));
    json.put("dataSnapshots", bounds(pending.dataSnapshots()));
    json.put("files", bounds(pending.files()));
    json.put("records", bounds(pending.records()));
    json.put("bytes", bounds(pending.bytes()));
    json.put("waiting", since.flatMap(Pending.Since::latest).isPresent());
    json.put("sinceEarliest", moment(since.flatMap(Pending.Since::earliest)));
    json.put("sinceLatest", moment(since.flatMap(Pending.Since::latest)));
    return json;
  }

  private static List<Object> commits(List<SourceCommit> commits) {
    return commits.stream().<Object>map(SourceJson::commit).toList();
  }

  private static Map<String, @Nullable Object> commit(SourceCommit commit) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", Long.toString(commit.snapshotId()));
    json.put("at", commit.at().toString());
    json.put("operation", commit.operation().orElse(null));
    json.put("files", bounds(commit.files()));
    json.put("records", bounds(commit.records()));
    json.put("bytes", bounds(commit.bytes()));
    return json;
  }

  /** Exact where both are the same; no upper bound is null. */
  private static Map<String, @Nullable Object> bounds(Counted number) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("low", number.low());
    json.put("high", JsonValues.count(number.high()));
    return json;
  }
}
