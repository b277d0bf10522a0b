package io.icewatch.state;

import io.icewatch.model.Alert;
import io.icewatch.model.AlertDelivery;
import io.icewatch.model.AlertJournal;
import io.icewatch.model.AlertLabels;
import io.icewatch.model.AlertStage;
import io.icewatch.model.JournalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Open alerts, and what receivers took of them, in the store's file: one transaction a call, on the
 * store's thread. May be used from any thread.
 */
public final class SqliteAlertJournal implements AlertJournal {
  private final Store store;

  /** Lives as long as the store, which must be open. */
  public SqliteAlertJournal(Store store) {
    this.store = store;
  }

  @Override
  public Contents load() throws JournalException {
    CompletableFuture<Contents> read = new CompletableFuture<>();
    JournalWrite.durably(
        store,
        connection -> read.complete(new Contents(alerts(connection), deliveries(connection))));
    return read.join();
  }

  @Override
  public void write(Collection<Alert> changed, Collection<AlertLabels> gone)
      throws JournalException {
    JournalWrite.durably(store, connection -> {
      try (Command put = new Command(
              connection,
              "INSERT OR REPLACE INTO alert (labels, annotations, stage, since, starts_at,"
                  + " clear_since, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
          Command drop = new Command(connection, "DELETE FROM alert WHERE labels = ?")) {
        for (AlertLabels labels : gone) {
          drop.put(Pairs.text(labels.values())).add();
        }
        drop.runBatch();
        for (Alert alert : changed) {
          put(put, alert).add();
        }
        put.runBatch();
      }
    });
  }

  @Override
  public void delivered(String receiver, Collection<AlertDelivery> deliveries)
      throws JournalException {
    JournalWrite.durably(store, connection -> {
      try (Command put = new Command(
          connection,
          "INSERT OR REPLACE INTO alert_delivery (receiver, labels, starts_at, resolved, at)"
              + " VALUES (?, ?, ?, ?, ?)")) {
        for (AlertDelivery delivery : deliveries) {
          put.put(receiver)
              .put(Pairs.text(delivery.labels().values()))
              .put(delivery.startsAt())
              .put(delivery.resolved() ? 1 : 0)
              .put(delivery.at())
              .add();
        }
        put.runBatch();
      }
    });
  }

  @Override
  public void forget(String receiver, Collection<AlertLabels> gone) throws JournalException {
    JournalWrite.durably(store, connection -> {
      try (Command drop =
          new Command(connection, "DELETE FROM alert_delivery WHERE receiver = ? AND labels = ?")) {
        for (AlertLabels labels : gone) {
          drop.put(receiver).put(Pairs.text(labels.values())).add();
        }
        drop.runBatch();
      }
    });
  }

  private static Command put(Command put, Alert alert) throws SQLException {
    put.put(Pairs.text(alert.labels().values()))
        .put(Pairs.text(alert.annotations()))
        .put(alert.stage().label());
    if (alert.stage() instanceof AlertStage.Pending pending) {
      return times(
          put, Optional.of(pending.since()), Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (alert.stage() instanceof AlertStage.Firing firing) {
      return times(
          put,
          Optional.of(firing.since()),
          Optional.of(firing.startsAt()),
          firing.clearSince(),
          Optional.empty());
    }
    AlertStage.Resolved over = (AlertStage.Resolved) alert.stage();
    return times(
        put,
        Optional.empty(),
        Optional.of(over.startsAt()),
        Optional.empty(),
        Optional.of(over.endsAt()));
  }

  private static Command times(
      Command put,
      Optional<Instant> since,
      Optional<Instant> startsAt,
      Optional<Instant> clearSince,
      Optional<Instant> endsAt)
      throws SQLException {
    return put.putTime(since).putTime(startsAt).putTime(clearSince).putTime(endsAt);
  }

  private static List<Alert> alerts(Connection connection) throws SQLException {
    List<Alert> alerts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT labels, annotations, stage, since, starts_at, clear_since, ends_at FROM alert")) {
      while (row.next()) {
        alerts.add(new Alert(
            new AlertLabels(Pairs.map(row.getString(1))), Pairs.map(row.getString(2)), stage(row)));
      }
    }
    return alerts;
  }

  private static AlertStage stage(ResultSet row) throws SQLException {
    String stage = row.getString(3);
    return switch (stage) {
      case "pending" -> new AlertStage.Pending(time(row, 4));
      case "firing" -> {
        Instant clear = time(row, 6);
        boolean none = row.wasNull();
        yield new AlertStage.Firing(
            time(row, 4), time(row, 5), none ? Optional.empty() : Optional.of(clear));
      }
      case "resolved" -> new AlertStage.Resolved(time(row, 5), time(row, 7));
      default ->
        throw new SQLException(
            "alert.stage: '" + stage + "' (expected: pending, firing or resolved)");
    };
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static Map<String, List<AlertDelivery>> deliveries(Connection connection)
      throws SQLException {
    Map<String, List<AlertDelivery>> deliveries = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT receiver, labels, starts_at, resolved, at FROM alert_delivery")) {
      while (row.next()) {
        deliveries
            .computeIfAbsent(row.getString(1), receiver -> new ArrayList<>())
            .add(new AlertDelivery(
                new AlertLabels(Pairs.map(row.getString(2))),
                time(row, 3),
                row.getInt(4) == 1,
                time(row, 5)));
      }
    }
    return deliveries;
  }
}
