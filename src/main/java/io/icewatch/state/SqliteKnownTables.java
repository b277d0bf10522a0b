package io.icewatch.state;

import io.icewatch.model.JournalException;
import io.icewatch.model.KnownTables;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The discovered tables in the store's file, written on the store's thread, all of a controller or none. */
public final class SqliteKnownTables implements KnownTables {
  private final Store store;

  /** Lives as long as the store, which must be open. */
  public SqliteKnownTables(Store store) {
    this.store = store;
  }

  @Override
  public Map<String, List<String>> load() throws JournalException {
    CompletableFuture<Map<String, List<String>>> read = new CompletableFuture<>();
    JournalWrite.durably(store, connection -> {
      Map<String, List<String>> known = new TreeMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(
              "SELECT controller, name FROM discovered_table ORDER BY controller, name")) {
        while (rows.next()) {
          known
              .computeIfAbsent(rows.getString(1), ignored -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
      read.complete(known);
    });
    return read.join();
  }

  @Override
  public void save(String controller, List<String> tables) throws JournalException {
    JournalWrite.durably(store, connection -> {
      try (Command drop =
              new Command(connection, "DELETE FROM discovered_table WHERE controller = ?");
          Command add = new Command(
              connection, "INSERT INTO discovered_table (controller, name) VALUES (?, ?)")) {
        drop.put(controller).run();
        for (String table : tables) {
          add.put(controller).put(table).add();
        }
        add.runBatch();
      }
    });
  }
}
