package io.icewatch.state;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the rows of the trigger journal. */
final class TriggerRows {
  private TriggerRows() {}

  /** The lines of all tables, by their numbers. */
  static List<TriggerEntry> entries(Connection connection) throws SQLException {
    List<TriggerEntry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT seq, controller, name, written_at, origin, why, inputs, mode, lag_before,"
                + " checkpoint_before, run_before, call, call_detail, run, outcome, settled_at,"
                + " settled_detail FROM trigger_attempt")) {
      while (row.next()) {
        entries.add(attempt(row));
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT seq, controller, name, written_at, origin, why FROM circuit_reset")) {
      while (row.next()) {
        entries.add(new CircuitReset(
            row.getLong(1), table(row), instant(row, 4), row.getString(5), row.getString(6)));
      }
    }
    entries.sort(Comparator.comparing(TriggerEntry::seq));
    return entries;
  }

  static List<Pause> pauses(Connection connection) throws SQLException {
    List<Pause> pauses = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT 0, controller, name, origin, why, since, until FROM trigger_pause")) {
      while (row.next()) {
        pauses.add(new Pause(
            row.getString(2).isEmpty() ? Optional.empty() : Optional.of(table(row)),
            row.getString(4),
            row.getString(5),
            instant(row, 6),
            time(row, 7)));
      }
    }
    return pauses;
  }

  private static TriggerAttempt attempt(ResultSet row) throws SQLException {
    return new TriggerAttempt(
        row.getLong(1),
        table(row),
        instant(row, 4),
        new TriggerAttempt.Origin(row.getString(5), row.getString(6), row.getString(7)),
        TriggerMode.valueOf(row.getString(8)),
        new TriggerAttempt.Before(
            number(row, 9).map(Duration::ofMillis),
            Optional.ofNullable(row.getString(10)),
            time(row, 11)),
        call(Optional.ofNullable(row.getString(12)), Optional.ofNullable(row.getString(13))),
        time(row, 14),
        settlement(row));
  }

  private static Optional<CallOutcome> call(Optional<String> label, Optional<String> detail) {
    String words = detail.orElse("");
    return label.map(word -> switch (word) {
      case "accepted" -> new CallOutcome.Accepted(words);
      case "rejected" -> new CallOutcome.Rejected(words);
      case "unknown" -> new CallOutcome.Unknown(words);
      case "not_sent" -> new CallOutcome.NotSent(words);
      default ->
        throw new IllegalArgumentException(
            "call: '" + word + "' (expected: accepted, rejected, unknown or not_sent)");
    });
  }

  private static Optional<TriggerAttempt.Settlement> settlement(ResultSet row) throws SQLException {
    String outcome = row.getString(15);
    return outcome == null
        ? Optional.empty()
        : Optional.of(new TriggerAttempt.Settlement(
            AttemptOutcome.valueOf(outcome), instant(row, 16), row.getString(17)));
  }

  private static TableId table(ResultSet row) throws SQLException {
    return new TableId(row.getString(2), row.getString(3));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return number(row, column).map(Instant::ofEpochMilli);
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
