package io.icewatch.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import okio.ByteString;

/**
 * Generation B of the API: {@code /tables/{t}/externalTable/...} and {@code /tasks/schedule}. Its
 * answers were never published: they are read for what is certain.
 */
final class ExternalTableDialect implements Dialect {
  private static final String TASK = "ExternalTableSyncTask";

  private final BaseUrl base;
  private final Optional<Database> database;

  ExternalTableDialect(BaseUrl base, Optional<Database> database) {
    this.base = base;
    this.database = database;
  }

  @Override
  public Question<WatcherRun> status(String table) {
    return new Question<>(
        base.path("tables", table, "externalTable", "status"),
        Optional.of(table),
        false,
        body -> ExternalTableReader.run(body, table));
  }

  @Override
  public Question<Checkpoint> checkpoint(String table) {
    return new Question<>(
        base.path("tables", table, "externalTable", "checkpoint"),
        Optional.of(table),
        true,
        body -> ExternalTableReader.checkpoint(body, table));
  }

  @Override
  public Optional<Question<Long>> files(String table) {
    return Optional.empty();
  }

  @Override
  public Optional<Question<SnapshotFiles>> filesAt(String table, long snapshotId) {
    return Optional.empty();
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
        base.path("tasks", "tasktypes"), Optional.empty(), false, TaskNamesReader::read);
  }

  /**
   * Says everything twice: open-source Pinot reads the query alone, and schedules every task of
   * every table when it finds none there.
   */
  @Override
  public RunOrder trigger(String table) {
    Map<String, String> order = new LinkedHashMap<>();
    order.put("taskType", TASK);
    order.put("tableName", TableNames.offline(table, database));
    var body = JsonNodeFactory.instance.objectNode();
    order.forEach(body::put);
    return new RunOrder(BaseUrl.withQuery(base.path("tasks", "schedule"), order), body.toString());
  }

  @Override
  public Optional<String> objection(ByteString reply) {
    return ScheduleReply.objection(reply, TASK);
  }

  @Override
  public String taskName() {
    return TASK;
  }
}
