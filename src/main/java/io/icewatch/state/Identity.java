package io.icewatch.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database says of itself.
 *
 * @param application SQLite's application_id, 0 when nobody set one
 * @param version SQLite's user_version: the steps of the schema that were taken
 * @param objects tables and indexes in it
 */
record Identity(int application, int version, int objects) {

  static Identity of(Connection connection) throws SQLException {
    return new Identity(
        number(connection, "PRAGMA application_id"),
        number(connection, "PRAGMA user_version"),
        number(connection, "SELECT count(*) FROM sqlite_schema"));
  }

  /**
   * Lets pass what is new or this program's, of a version it knows.
   *
   * @throws StoreException for another program's database and for a newer version's
   */
  void check(Path file) throws StoreException {
    boolean fresh = application == 0 && version == 0 && objects == 0;
    if (!fresh && application != Schema.APPLICATION_ID) {
      throw StoreException.refused(
          file,
          "is another program's database, application_id " + application,
          "icewatch's, " + Schema.APPLICATION_ID,
          "It was left as it is. Set state.path to another file.");
    }
    if (version < 0 || version > Schema.VERSION) {
      throw StoreException.refused(
          file,
          "has schema version " + version,
          "at most " + Schema.VERSION + ", which this icewatch writes",
          "It was left as it is. Run the icewatch that wrote it or a newer one,"
              + " or set state.path to another file.");
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getInt(1);
    }
  }
}
