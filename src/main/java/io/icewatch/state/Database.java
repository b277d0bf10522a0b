package io.icewatch.state;

import io.icewatch.model.History;
import io.icewatch.model.TableId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The open file, this process's alone until it is closed or the process ends, and what it holds.
 *
 * <p>Not for several threads at once.
 */
final class Database implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final List<Anchor> anchors;
  private final Map<TableId, Stored> stored;
  private final Map<TableId, Long> keys = new HashMap<>();

  /** Tables of a write that failed: the file may hold either side of it. */
  private final Set<TableId> uncertain = new HashSet<>();

  /** Empty after a failure: the driver has closed the statement that failed. */
  private Optional<HistoryWriter> writer = Optional.empty();

  private long nextKey;

  private Database(
      Path file, Connection connection, List<Anchor> anchors, Map<TableId, Stored> stored) {
    this.file = file;
    this.connection = connection;
    this.anchors = anchors;
    this.stored = stored;
    stored.forEach((id, table) -> keys.put(id, table.key()));
    this.nextKey = 1 + stored.values().stream().mapToLong(Stored::key).max().orElse(0);
  }

  /**
   * Opens the file, made when there is none, brought to this version when it is older, and reads it.
   *
   * @throws StoreException when it cannot be used; says what to do
   */
  static Database open(Path place) throws StoreException {
    Path file = StoreFile.prepare(place);
    Connection connection = Opening.open(file);
    try {
      List<Anchor> anchors = List.of(Anchor.of(file), Anchor.of(Path.of(file + "-wal")));
      return new Database(file, connection, anchors, HistoryReader.read(connection));
    } catch (SQLException e) {
      throw closing(connection, Opening.refusal(file, e));
    } catch (IOException e) {
      throw closing(connection, new StoreException(file + ": cannot be looked at: " + e, e));
    } catch (RuntimeException e) {
      throw closing(connection, Opening.damaged(file, "a row makes no sense, " + e, e));
    }
  }

  Path file() {
    return file;
  }

  Connection connection() {
    return connection;
  }

  /** What is durable of every table. */
  Map<TableId, Stored> stored() {
    return stored;
  }

  /**
   * Makes histories durable, all or none.
   *
   * @return whether any of them was new
   * @throws StoreException when none was made durable, or it cannot be told
   */
  boolean write(Map<TableId, History> histories) throws StoreException {
    checkAnchors();
    Map<TableId, History> changed = new TreeMap<>(histories);
    changed
        .entrySet()
        .removeIf(entry -> known(entry.getKey()).equals(Optional.of(entry.getValue())));
    if (changed.isEmpty()) {
      return false;
    }
    Map<TableId, Stored> written = transact(changed);
    checkAnchors();
    uncertain.removeAll(written.keySet());
    stored.putAll(written);
    return true;
  }

  /** What is done in one transaction. */
  interface Change {
    void apply(Connection connection) throws SQLException;
  }

  /**
   * Makes one change durable.
   *
   * @throws StoreException when it was not made durable, or it cannot be told
   */
  void write(Change change) throws StoreException {
    checkAnchors();
    try {
      execute("BEGIN IMMEDIATE");
      change.apply(connection);
      execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw new StoreException(file + ": cannot be written: " + e.getMessage(), e);
    }
    checkAnchors();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private Optional<History> known(TableId id) {
    return certain(id).map(Stored::history);
  }

  private Optional<Stored> certain(TableId id) {
    return uncertain.contains(id) ? Optional.empty() : Optional.ofNullable(stored.get(id));
  }

  private Map<TableId, Stored> transact(Map<TableId, History> changed) throws StoreException {
    Map<TableId, Stored> written = new HashMap<>();
    try {
      HistoryWriter sql = writer.isPresent() ? writer.get() : new HistoryWriter(connection);
      writer = Optional.of(sql);
      execute("BEGIN IMMEDIATE");
      for (Map.Entry<TableId, History> change : changed.entrySet()) {
        TableId id = change.getKey();
        long key = keys.computeIfAbsent(id, fresh -> nextKey++);
        written.put(id, sql.write(id, key, certain(id), change.getValue()));
      }
      uncertain.addAll(changed.keySet());
      execute("COMMIT");
      return written;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw new StoreException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void checkAnchors() throws StoreException {
    for (Anchor anchor : anchors) {
      Optional<String> trouble = anchor.trouble();
      if (trouble.isPresent()) {
        throw new StoreException(trouble.get());
      }
    }
  }

  private void rollBack(Exception failure) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // After some errors SQLite has rolled back by itself and says that there is nothing to do.
      failure.addSuppressed(e);
    }
    try {
      if (writer.isPresent()) {
        writer.get().close();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    writer = Optional.empty();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static StoreException closing(Connection connection, StoreException failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
