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
import okio.ByteString;

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
  public Optional<Question<Long>> files(String table) {
    return Optional.of(new Question<>(
        url(table, "files"),
        Optional.of(table),
        true,
        body -> FileCountReader.current(body, table)));
  }

  @Override
  public Optional<Question<SnapshotFiles>> filesAt(String table, long snapshotId) {
    Map<String, String> query = Map.of("snapshotId", Long.toString(snapshotId));
    return Optional.of(new Question<>(
        BaseUrl.withQuery(url(table, "files"), query),
        Optional.of(table),
        true,
        body -> FileCountReader.at(body, table, snapshotId)));
  }

  @Override
  public Question<TableConfig> tableConfig(String table) {
    return TableConfigReader.question(base, table, TASK);
  }

  @Override
  public Question<TableListing> tables() {
    return TableListingReader.question(base, TASK, database);
  }

  @Override
  public Question<List<String>> taskNames() {
    return new Question<>(
        base.path("periodictask", "names"), Optional.empty(), false, TaskNamesReader::read);
  }

  @Override
  public RunOrder trigger(String table) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("taskname", TASK);
    query.put("tableName", TableNames.bare(table, database));
    query.put("type", "OFFLINE");
    return new RunOrder(BaseUrl.withQuery(base.path("periodictask", "run"), query), "");
  }

  /** The body differs by version: nothing can be read out of it. */
  @Override
  public Optional<String> objection(ByteString reply) {
    return Optional.empty();
  }

  @Override
  public String taskName() {
    return TASK;
  }

  private HttpUrl url(String table, String question) {
    return base.path("tables", table, "iceberg", question);
  }
}
