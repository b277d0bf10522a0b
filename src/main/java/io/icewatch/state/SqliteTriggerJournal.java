package io.icewatch.state;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerJournal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The trigger journal in the store's file, written on the store's thread: one transaction a line.
 *
 * <p>Instants are kept to the millisecond; of each table the newest {@link #KEPT} attempts and as
 * many resets.
 */
public final class SqliteTriggerJournal implements TriggerJournal {
  /** Attempts, and resets, that are kept for a table. */
  public static final int KEPT = 200;

  private final Store store;

  /** Lives as long as the store, which must be open. */
  public SqliteTriggerJournal(Store store) {
    this.store = store;
  }

  @Override
  public Contents load() throws JournalException {
    CompletableFuture<Contents> read = new CompletableFuture<>();
    write(connection -> read.complete(
        new Contents(TriggerRows.entries(connection), TriggerRows.pauses(connection))));
    return read.join();
  }

  @Override
  public void write(TriggerEntry entry) throws JournalException {
    if (entry instanceof TriggerAttempt attempt) {
      write(connection -> put(connection, attempt));
    } else {
      write(connection -> put(connection, (CircuitReset) entry));
    }
  }

  @Override
  public void pause(Pause pause) throws JournalException {
    write(connection -> {
      try (Command put = new Command(
          connection,
          "INSERT OR REPLACE INTO trigger_pause (controller, name, origin, why, since, until)"
              + " VALUES (?, ?, ?, ?, ?, ?)")) {
        scope(put, pause.table())
            .put(pause.by())
            .put(pause.reason())
            .put(pause.since())
            .putTime(pause.until())
            .run();
      }
    });
  }

  @Override
  public void resume(Optional<TableId> table) throws JournalException {
    write(connection -> {
      try (Command drop =
          new Command(connection, "DELETE FROM trigger_pause WHERE controller = ? AND name = ?")) {
        scope(drop, table).run();
      }
    });
  }

  @Override
  public Optional<String> problem() {
    return store.problem();
  }

  private void write(Database.Change change) throws JournalException {
    JournalWrite.durably(store, change);
  }

  private static void put(Connection connection, TriggerAttempt attempt) throws SQLException {
    try (Command insert = new Command(
        connection,
        "INSERT OR REPLACE INTO trigger_attempt (call, call_detail, run, outcome, settled_at,"
            + " settled_detail, seq, controller, name, written_at, origin, why, inputs, mode,"
            + " lag_before, checkpoint_before, run_before)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      Optional<TriggerAttempt.Settlement> end = attempt.settlement();
      insert
          .putText(attempt.call().map(CallOutcome::label))
          .putText(attempt.call().map(CallOutcome::detail))
          .putTime(attempt.run())
          .putText(end.map(settlement -> settlement.outcome().name()))
          .putTime(end.map(TriggerAttempt.Settlement::at))
          .putText(end.map(TriggerAttempt.Settlement::detail))
          .put(attempt.seq())
          .put(attempt.table().controller())
          .put(attempt.table().table())
          .put(attempt.at())
          .put(attempt.origin().by())
          .put(attempt.origin().why())
          .put(attempt.origin().inputs())
          .put(attempt.mode().name())
          .putNumber(attempt.before().lag().map(Duration::toMillis))
          .putText(attempt.before().checkpoint())
          .putTime(attempt.before().run())
          .run();
    }
    trim(connection, "trigger_attempt", attempt.table());
  }

  private static void put(Connection connection, CircuitReset reset) throws SQLException {
    try (Command insert = new Command(
        connection,
        "INSERT OR REPLACE INTO circuit_reset (seq, controller, name, written_at, origin, why)"
            + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert
          .put(reset.seq())
          .put(reset.table().controller())
          .put(reset.table().table())
          .put(reset.at())
          .put(reset.by())
          .put(reset.reason())
          .run();
    }
    trim(connection, "circuit_reset", reset.table());
  }

  private static void trim(Connection connection, String rows, TableId table) throws SQLException {
    String ofTable = " WHERE controller = ? AND name = ?";
    try (Command trim = new Command(
        connection,
        "DELETE FROM " + rows + ofTable + " AND seq <= (SELECT seq FROM " + rows + ofTable
            + " ORDER BY seq DESC LIMIT 1 OFFSET " + KEPT + ")")) {
      for (String word :
          List.of(table.controller(), table.table(), table.controller(), table.table())) {
        trim.put(word);
      }
      trim.run();
    }
  }

  /** The names of a table, or empty ones for all: no table has such. */
  private static Command scope(Command command, Optional<TableId> table) throws SQLException {
    return command
        .put(table.map(TableId::controller).orElse(""))
        .put(table.map(TableId::table).orElse(""));
  }
}
