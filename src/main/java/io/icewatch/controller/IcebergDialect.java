package io.icewatch.controller;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.Database;
import io.icewatch.model.SnapshotFiles;
import io.icewatch.model.TableConfig;
import io.icewatch.model.TableListing;
import io.icewatch.model.WatcherRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Generation A of the API: {@code /tables/{t}/iceberg/...} and {@code /periodictask/run}. */
final class IcebergDialect implements Dialect {
  private static final String TASK = "IcebergIngestionTask";

  private final BaseUrl base;
  private final Optional<Database> database;

  IcebergDialect(BaseUrl base) {
    this(base, Optional.empty());
  }

  /** @param database that the tables are in; the names of no others are taken */
  IcebergDialect(BaseUrl base, Optional<Database> database) {
    this.base = base;
    this.database = database;
  }

  @Override
  public Question<WatcherRun> status(String table) {
    return new Question<>(
        url(table, "status"),
        Optional.of(table),
        false,
        body -> WatcherRunReader.read(body, table));
  }

  @Override
  public Question<Checkpoint> checkpoint(String table) {
    return new Question<>(
        url(table, "checkpoint"),
        Optional.of(table),
        true,
        body -> CheckpointReader.read(body, table));
  }

  @Override
  public Question<Long> files(String table) {
    return new Question<>(
        url(table, "files"),
        Optional.of(table),
        true,
        body -> FileCountReader.current(body, table));
  }

  @Override
  public Question<SnapshotFiles> filesAt(String table, long snapshotId) {
    Map<String, String> query = Map.of("snapshotId", Long.toString(snapshotId));
    return new Question<>(
        BaseUrl.withQuery(url(table, "files"), query),
        Optional.of(table),
        true,
        body -> FileCountReader.at(body, table, snapshotId));
  }

  @Override
  public Question<TableConfig> tableConfig(String table) {
    return new Question<>(
        base.path("tables", table),
        Optional.of(table),
        false,
        true,
        body -> TableConfigReader.read(body, table, TASK));
  }

  @Override
  public Question<TableListing> tables() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("type", "offline");
    query.put("taskType", TASK);
    return new Question<>(
        BaseUrl.withQuery(base.path("tables"), query),
        Optional.empty(),
        false,
        body -> TableListingReader.read(body, database));
  }

  @Override
  public Question<List<String>> taskNames() {
    return new Question<>(
        base.path("periodictask", "names"), Optional.empty(), false, TaskNamesReader::read);
  }

  @Override
  public HttpUrl trigger(String table) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("taskname", TASK);
    query.put("tableName", TableNames.bare(table, database));
    query.put("type", "OFFLINE");
    return BaseUrl.withQuery(base.path("periodictask", "run"), query);
  }

  @Override
  public String taskName() {
    return TASK;
  }

  private HttpUrl url(String table, String question) {
    return base.path("tables", table, "iceberg", question);
  }
}
