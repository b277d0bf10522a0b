package io.icewatch.state;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.CountChange;
import io.icewatch.model.FinishedRun;
import io.icewatch.model.History;
import io.icewatch.model.RunResult;
import io.icewatch.model.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the whole file into histories. */
final class HistoryReader {
  private final Connection connection;
  private final Map<Long, Draft> drafts = new HashMap<>();

  private HistoryReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * All that is stored.
   *
   * @throws IllegalArgumentException when a row says what this program never writes
   */
  static Map<TableId, Stored> read(Connection connection) throws SQLException {
    return new HistoryReader(connection).read();
  }

  private Map<TableId, Stored> read() throws SQLException {
    rows(
        "SELECT key, controller, name, open_run, checkpoint_regressions FROM watched_table",
        row -> drafts.put(
            row.getLong(1),
            new Draft(
                new TableId(row.getString(2), row.getString(3)), time(row, 4), row.getLong(5))));
    rows(
        "SELECT table_key, 0, started, ended, result, files_discovered, segments_generated,"
            + " error_message, checkpoint_value FROM last_success",
        row -> draft(row).lastSuccess = Optional.of(run(row)));
    rows(
        "SELECT table_key, seq, started, ended, result, files_discovered, segments_generated,"
            + " error_message, checkpoint_value FROM run ORDER BY table_key, seq",
        row -> draft(row).runs.add(row.getLong(2), run(row)));
    rows(
        "SELECT table_key, result, runs FROM run_total",
        row -> draft(row).runTotals.put(RunResult.valueOf(row.getString(2)), row.getLong(3)));
    rows(
        "SELECT table_key, seq, at, files FROM count_change ORDER BY table_key, seq",
        row -> draft(row)
            .counts
            .add(
                row.getLong(2),
                new CountChange(Instant.ofEpochMilli(row.getLong(3)), row.getLong(4))));
    rows(
        "SELECT table_key, checkpoint_type, checkpoint, seen_at, files, behind_since,"
            + " counts_fell_at, facts_snapshot, facts_table_uuid, facts_sequence, facts_committed,"
            + " facts_files FROM reached",
        row -> draft(row).reached = Optional.of(reached(row)));
    Map<TableId, Stored> stored = new ConcurrentHashMap<>();
    drafts.forEach((key, draft) -> stored.put(draft.id, draft.stored(key)));
    return stored;
  }

  private void rows(String query, Row row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }

  private Draft draft(ResultSet row) throws SQLException {
    Draft draft = drafts.get(row.getLong(1));
    if (draft == null) {
      throw new IllegalArgumentException(
          "table_key: " + row.getLong(1) + " (expected: a key of watched_table)");
    }
    return draft;
  }

  private static FinishedRun run(ResultSet row) throws SQLException {
    return new FinishedRun(
        Instant.ofEpochMilli(row.getLong(3)),
        time(row, 4),
        RunResult.valueOf(row.getString(5)),
        optional(number(row, 6)),
        optional(number(row, 7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getString(9)));
  }

  private static History.Reached reached(ResultSet row) throws SQLException {
    return new History.Reached(
        checkpoint(row.getString(2), number(row, 3)),
        Instant.ofEpochMilli(row.getLong(4)),
        number(row, 5),
        time(row, 6),
        time(row, 7),
        facts(row));
  }

  private static Optional<CheckpointFacts> facts(ResultSet row) throws SQLException {
    Optional<Long> snapshot = number(row, 8);
    if (snapshot.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CheckpointFacts(
        snapshot.get(),
        UUID.fromString(row.getString(9)),
        row.getLong(10),
        Instant.ofEpochMilli(row.getLong(11)),
        optional(number(row, 12))));
  }

  private static Checkpoint checkpoint(String type, Optional<Long> position) {
    return switch (type) {
      case "none" -> new Checkpoint.None();
      case "SNAPSHOT_ID" -> new Checkpoint.SnapshotId(position.orElseThrow());
      case "TIMESTAMP" -> new Checkpoint.Timestamp(Instant.ofEpochMilli(position.orElseThrow()));
      default ->
        throw new IllegalArgumentException(
            "checkpoint_type: '" + type + "' (expected: none, SNAPSHOT_ID or TIMESTAMP)");
    };
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static OptionalLong optional(Optional<Long> number) {
    return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return number(row, column).map(Instant::ofEpochMilli);
  }

  /** What is done with each row. */
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** A table while its rows are being read. */
  private static final class Draft {
    private final TableId id;
    private final Optional<Instant> openRun;
    private final long checkpointRegressions;
    private final Log<FinishedRun> runs = new Log<>();
    private final Log<CountChange> counts = new Log<>();
    private final Map<RunResult, Long> runTotals = new EnumMap<>(RunResult.class);
    private Optional<FinishedRun> lastSuccess = Optional.empty();
    private Optional<History.Reached> reached = Optional.empty();

    Draft(TableId id, Optional<Instant> openRun, long checkpointRegressions) {
      this.id = id;
      this.openRun = openRun;
      this.checkpointRegressions = checkpointRegressions;
    }

    Stored stored(long key) {
      History history = new History(
          lastSuccess,
          openRun,
          runs.entries,
          runTotals,
          counts.entries,
          reached,
          checkpointRegressions);
      return new Stored(key, runs.first, counts.first, history);
    }
  }

  /** Rows whose sequence numbers follow each other. */
  private static final class Log<T> {
    private final List<T> entries = new ArrayList<>();
    private long first;

    void add(long seq, T entry) {
      if (entries.isEmpty()) {
        first = seq;
      } else if (seq != first + entries.size()) {
        throw new IllegalArgumentException(
            "seq: " + seq + " (expected: " + (first + entries.size()) + ")");
      }
      entries.add(entry);
    }
  }
}
