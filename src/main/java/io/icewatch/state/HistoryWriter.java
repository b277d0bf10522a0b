package io.icewatch.state;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what changed in a table's history, within the transaction that is open. */
final class HistoryWriter implements AutoCloseable {
  private static final String RUN =
      "started, ended, result, files_discovered, segments_generated, error_message,"
          + " checkpoint_value";

  private final Connection connection;
  private final List<Command> commands = new ArrayList<>();
  private final Command putTable;
  private final Command putSuccess;
  private final Command dropSuccess;
  private final Command trimRuns;
  private final Command addRun;
  private final Command dropTotals;
  private final Command addTotal;
  private final Command trimCounts;
  private final Command addCount;
  private final Command putReached;
  private final Command dropReached;

  HistoryWriter(Connection connection) throws SQLException {
    this.connection = connection;
    putTable = command(
        "INSERT INTO watched_table (key, controller, name, open_run, checkpoint_regressions)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
            + " SET open_run = excluded.open_run,"
            + " checkpoint_regressions = excluded.checkpoint_regressions");
    putSuccess = insert("last_success", "table_key, " + RUN, 8);
    dropSuccess = command("DELETE FROM last_success WHERE table_key = ?");
    trimRuns = trim("run");
    addRun = insert("run", "table_key, seq, " + RUN, 9);
    dropTotals = command("DELETE FROM run_total WHERE table_key = ?");
    addTotal = insert("run_total", "table_key, result, runs", 3);
    trimCounts = trim("count_change");
    addCount = insert("count_change", "table_key, seq, at, files", 4);
    putReached = insert(
        "reached",
        "table_key, checkpoint_type, checkpoint, seen_at, files, behind_since, counts_fell_at,"
            + " facts_snapshot, facts_table_uuid, facts_sequence, facts_committed, facts_files",
        12);
    dropReached = command("DELETE FROM reached WHERE table_key = ?");
  }

  /**
   * Writes one table.
   *
   * @param key the table's number in the file, or the one it is to have
   * @param before what the file holds of it; empty when it holds nothing, or nobody can tell what:
   *     all of it is written anew then
   * @return what the file holds of it once the transaction is committed
   */
  Stored write(TableId id, long key, Optional<Stored> before, History after) throws SQLException {
    Stored old = before.orElse(new Stored(key, 0, 0, History.none()));
    History was = old.history();
    boolean anew = before.isEmpty();
    if (anew
        || !was.openRun().equals(after.openRun())
        || was.checkpointRegressions() != after.checkpointRegressions()) {
      writeTable(id, key, after);
    }
    if (anew || !was.lastSuccess().equals(after.lastSuccess())) {
      writeLastSuccess(key, after.lastSuccess());
    }
    if (anew || !was.runTotals().equals(after.runTotals())) {
      writeTotals(key, after.runTotals());
    }
    if (anew || !was.reached().equals(after.reached())) {
      writeReached(key, after.reached());
    }
    long firstRun = anew ? 0 : old.firstRun();
    long firstCount = anew ? 0 : old.firstCount();
    if (anew || was.runs() != after.runs()) {
      firstRun = writeRuns(key, firstRun, was.runs(), after.runs());
    }
    if (anew || was.counts() != after.counts()) {
      firstCount = writeCounts(key, firstCount, was.counts(), after.counts());
    }
    return new Stored(key, firstRun, firstCount, after);
  }

  @Override
  public void close() throws SQLException {
    for (Command command : commands) {
      command.close();
    }
  }

  private void writeTable(TableId id, long key, History history) throws SQLException {
    putTable.put(key).put(id.controller()).put(id.table());
    putTable.putTime(history.openRun()).put(history.checkpointRegressions()).run();
  }

  private void writeLastSuccess(long key, Optional<FinishedRun> success) throws SQLException {
    if (success.isPresent()) {
      put(putSuccess.put(key), success.get()).run();
    } else {
      dropSuccess.put(key).run();
    }
  }

  private void writeTotals(long key, Map<RunResult, Long> totals) throws SQLException {
    dropTotals.put(key).run();
    for (Map.Entry<RunResult, Long> total : totals.entrySet()) {
      addTotal.put(key).put(total.getKey().name()).put(total.getValue()).run();
    }
  }

  private void writeReached(long key, Optional<History.Reached> reached) throws SQLException {
    if (reached.isEmpty()) {
      dropReached.put(key).run();
      return;
    }
    History.Reached at = reached.get();
    putReached.put(key).put(at.checkpoint().type()).putNumber(position(at.checkpoint()));
    putReached.put(at.seenAt()).putNumber(at.files()).putTime(at.behindSince());
    putReached.putTime(at.countsFellAt());
    Optional<CheckpointFacts> facts = at.facts();
    putReached.putNumber(facts.map(CheckpointFacts::snapshotId));
    putReached.putText(facts.map(told -> told.tableUuid().toString()));
    putReached.putNumber(facts.map(CheckpointFacts::sequenceNumber));
    putReached.putTime(facts.map(CheckpointFacts::committedAt));
    putReached.putNumber(facts.flatMap(HistoryWriter::files)).run();
  }

  private static Optional<Long> files(CheckpointFacts facts) {
    return facts.dataFiles().isPresent()
        ? Optional.of(facts.dataFiles().getAsLong())
        : Optional.empty();
  }

  private static Optional<Long> position(Checkpoint checkpoint) {
    if (checkpoint instanceof Checkpoint.SnapshotId snapshot) {
      return Optional.of(snapshot.id());
    }
    return checkpoint instanceof Checkpoint.Timestamp time
        ? Optional.of(Command.millis(time.at()))
        : Optional.empty();
  }

  private long writeRuns(long key, long first, List<FinishedRun> before, List<FinishedRun> after)
      throws SQLException {
    ListChange change = ListChange.between(before, after);
    long start = first + change.dropped();
    trimRuns.put(key).put(start).put(start + change.kept()).run();
    for (int i = change.kept(); i < after.size(); i++) {
      put(addRun.put(key).put(start + i), after.get(i)).add();
    }
    addRun.runBatch();
    return start;
  }

  private long writeCounts(long key, long first, List<CountChange> before, List<CountChange> after)
      throws SQLException {
    ListChange change = ListChange.between(before, after);
    long start = first + change.dropped();
    trimCounts.put(key).put(start).put(start + change.kept()).run();
    for (int i = change.kept(); i < after.size(); i++) {
      CountChange count = after.get(i);
      addCount.put(key).put(start + i).put(count.at()).put(count.files()).add();
    }
    addCount.runBatch();
    return start;
  }

  private static Command put(Command command, FinishedRun run) throws SQLException {
    return command
        .put(run.start())
        .putTime(run.end())
        .put(run.result().name())
        .putNumber(run.filesDiscovered())
        .putNumber(run.segmentsGenerated())
        .putText(run.errorMessage())
        .putText(run.checkpointValue());
  }

  private Command insert(String table, String columns, int count) throws SQLException {
    String marks = "?, ".repeat(count - 1) + "?";
    return command("INSERT OR REPLACE INTO " + table + " (" + columns + ") VALUES (" + marks + ")");
  }

  /** Deletes a table's rows outside of a range of sequence numbers. */
  private Command trim(String table) throws SQLException {
    return command("DELETE FROM " + table + " WHERE table_key = ? AND (seq < ? OR seq >= ?)");
  }

  private Command command(String sql) throws SQLException {
    Command command = new Command(connection, sql);
    commands.add(command);
    return command;
  }
}
