package io.icewatch.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A prepared statement whose parameters are put in order. */
final class Command implements AutoCloseable {
  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final PreparedStatement statement;
  private int parameters;
  private boolean added;

  Command(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  Command put(long value) throws SQLException {
    statement.setLong(++parameters, value);
    return this;
  }

  Command put(String value) throws SQLException {
    statement.setString(++parameters, value);
    return this;
  }

  Command put(Instant value) throws SQLException {
    return put(millis(value));
  }

  Command putNumber(Optional<Long> value) throws SQLException {
    return value.isPresent() ? put(value.get()) : putNull(Types.BIGINT);
  }

  Command putNumber(OptionalLong value) throws SQLException {
    return value.isPresent() ? put(value.getAsLong()) : putNull(Types.BIGINT);
  }

  Command putText(Optional<String> value) throws SQLException {
    return value.isPresent() ? put(value.get()) : putNull(Types.VARCHAR);
  }

  Command putTime(Optional<Instant> value) throws SQLException {
    return value.isPresent() ? put(value.get()) : putNull(Types.BIGINT);
  }

  /** Runs it with what was put, and is ready for the next parameters. */
  void run() throws SQLException {
    parameters = 0;
    statement.executeUpdate();
  }

  /** Keeps what was put for {@link #runBatch}, and is ready for the next parameters. */
  void add() throws SQLException {
    parameters = 0;
    added = true;
    statement.addBatch();
  }

  /** Runs it once for each time it was added: a quarter of the cost of so many single runs. */
  void runBatch() throws SQLException {
    if (added) {
      added = false;
      statement.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  private Command putNull(int type) throws SQLException {
    statement.setNull(++parameters, type);
    return this;
  }

  /**
   * A time as it is stored: milliseconds since the epoch. Another party's clock may say anything; a
   * time that they cannot hold becomes the nearest that they can.
   */
  static long millis(Instant time) {
    if (time.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
  }
}
