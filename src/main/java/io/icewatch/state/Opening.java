package io.icewatch.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The way from a path to a connection that holds the file alone, sound and of this version.
 *
 * <p>What can be refused is refused before anything is changed in the file.
 */
final class Opening {
  private static final int BUSY_MILLIS = 500;
  private static final int LOG_BYTES_KEPT = 16 << 20;
  private static final String OURS = "a state file of icewatch";
  private static final String REPLACE =
      "Put a backup in its place, or move it and its -wal file away to start without history.";

  private Opening() {}

  /**
   * Opens a file that exists; an empty one becomes a store.
   *
   * @param file a real path
   */
  static Connection open(Path file) throws StoreException {
    loadLibrary(file);
    checkUntouched(file);
    try {
      Connection connection = connect(url(file));
      try {
        hold(file, connection);
        Identity identity = Identity.of(connection);
        identity.check(file);
        checkPages(file, connection);
        Schema.migrate(connection, identity.version());
        // The file itself then says whose it is, not only its log.
        execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return connection;
      } catch (SQLException | StoreException | RuntimeException e) {
        closeAfter(e, connection);
        throw e;
      }
    } catch (SQLException e) {
      throw refusal(file, e);
    }
  }

  /** It is unpacked from the jar for each process, where no option names one that lies ready. */
  private static void loadLibrary(Path file) throws StoreException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      String directory =
          System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", ""));
      throw StoreException.refused(
          file,
          "SQLite's library cannot be loaded from " + directory,
          "a directory that may be written to and executed from",
          "Name another by -Dorg.sqlite.tmpdir.",
          e);
    }
  }

  /** Why SQLite would not, in the user's words. */
  static StoreException refusal(Path file, SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
        StoreException.refused(
            file,
            "is in use by another process",
            "to be its only user",
            "Stop the other icewatch, or give this one another state.path.",
            e);
      case SQLITE_NOTADB ->
        StoreException.refused(
            file,
            "is not a SQLite database",
            OURS + ", or none yet",
            "It was left as it is. Set state.path to another file.",
            e);
      case SQLITE_CORRUPT -> damaged(file, String.valueOf(e.getMessage()), e);
      case SQLITE_FULL ->
        StoreException.refused(
            file, "the disk is full", "room for some MB", "Make room on its file system.", e);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
        StoreException.refused(
            file,
            "cannot be opened for writing: " + e.getMessage(),
            "a file that this process may read and write",
            "See to the permissions and the file system.",
            e);
      default ->
        StoreException.refused(
            file, String.valueOf(e.getMessage()), OURS, "See to the disk and the file system.", e);
    };
  }

  static StoreException damaged(Path file, String found, Exception cause) {
    return StoreException.refused(file, "is damaged: " + found, "a sound database", REPLACE, cause);
  }

  /**
   * Looks at the file without locks, recovery or any other trace, so that what is not ours stays as
   * it is. It may see a file in the middle of a checkpoint: that it looks damaged proves nothing
   * here.
   */
  private static void checkUntouched(Path file) throws StoreException {
    try (Connection connection = connect(url(file) + "?mode=ro&immutable=1")) {
      Identity.of(connection).check(file);
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_NOTADB.code) {
        throw refusal(file, e);
      }
    }
  }

  private static void hold(Path file, Connection connection) throws SQLException, StoreException {
    execute(connection, "PRAGMA foreign_keys = ON");
    // The kernel's lock on the file itself: it ends with the process, however that ends, and holds
    // for every path to the file.
    execute(connection, "PRAGMA locking_mode = EXCLUSIVE");
    String mode = ask(connection, "PRAGMA journal_mode = WAL");
    if (!mode.equals("wal")) {
      throw StoreException.refused(
          file, "its journal mode stays " + mode, "wal", "Set state.path to a local disk.");
    }
    execute(connection, "PRAGMA synchronous = FULL");
    execute(connection, "PRAGMA journal_size_limit = " + LOG_BYTES_KEPT);
    execute(connection, "BEGIN IMMEDIATE");
    execute(connection, "COMMIT");
  }

  private static void checkPages(Path file, Connection connection)
      throws SQLException, StoreException {
    String verdict = ask(connection, "PRAGMA quick_check(1)");
    if (!verdict.equals("ok")) {
      throw StoreException.refused(
          file, "is damaged: " + verdict.replace('\n', ' '), "a sound database", REPLACE);
    }
  }

  // A URI: in a plain name SQLite's driver would take a question mark for its own.
  private static String url(Path file) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath();
  }

  private static Connection connect(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection(url);
  }

  private static void closeAfter(Exception failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
