package io.icewatch.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the file looks like, as the ordered steps that lead there from an empty one.
 *
 * <p>A step that was released is never changed. {@code PRAGMA user_version} counts the steps that a
 * file has taken. Times are milliseconds since the epoch, and finer parts of an instant are cut
 * off; snapshot ids are 64-bit integers.
 */
final class Schema {
  /** Marks the file as this program's: the letters ICEW. */
  static final int APPLICATION_ID = 0x49434557;

  private static final List<List<String>> STEPS = List.of(
      List.of("""
              CREATE TABLE watched_table (
                key INTEGER PRIMARY KEY,
                controller TEXT NOT NULL,
                name TEXT NOT NULL,
                open_run INTEGER,
                checkpoint_regressions INTEGER NOT NULL,
                UNIQUE (controller, name)
              ) STRICT
              """, """
              CREATE TABLE last_success (
                table_key INTEGER PRIMARY KEY REFERENCES watched_table (key),
                started INTEGER NOT NULL,
                ended INTEGER,
                result TEXT NOT NULL,
                files_discovered INTEGER NOT NULL,
                segments_generated INTEGER NOT NULL,
                error_message TEXT,
                checkpoint_value TEXT
              ) STRICT
              """, """
              CREATE TABLE run (
                table_key INTEGER NOT NULL REFERENCES watched_table (key),
                seq INTEGER NOT NULL,
                started INTEGER NOT NULL,
                ended INTEGER,
                result TEXT NOT NULL,
                files_discovered INTEGER NOT NULL,
                segments_generated INTEGER NOT NULL,
                error_message TEXT,
                checkpoint_value TEXT,
                PRIMARY KEY (table_key, seq)
              ) STRICT, WITHOUT ROWID
              """, """
              CREATE TABLE run_total (
                table_key INTEGER NOT NULL REFERENCES watched_table (key),
                result TEXT NOT NULL,
                runs INTEGER NOT NULL,
                PRIMARY KEY (table_key, result)
              ) STRICT, WITHOUT ROWID
              """, """
              CREATE TABLE count_change (
                table_key INTEGER NOT NULL REFERENCES watched_table (key),
                seq INTEGER NOT NULL,
                at INTEGER NOT NULL,
                files INTEGER NOT NULL,
                PRIMARY KEY (table_key, seq)
              ) STRICT, WITHOUT ROWID
              """, """
              CREATE TABLE reached (
                table_key INTEGER PRIMARY KEY REFERENCES watched_table (key),
                checkpoint_type TEXT NOT NULL,
                checkpoint INTEGER,
                seen_at INTEGER NOT NULL,
                files INTEGER,
                behind_since INTEGER
              ) STRICT
              """),
      List.of("ALTER TABLE reached ADD COLUMN counts_fell_at INTEGER"),
      List.of("""
              CREATE TABLE trigger_attempt (
                seq INTEGER PRIMARY KEY,
                controller TEXT NOT NULL,
                name TEXT NOT NULL,
                written_at INTEGER NOT NULL,
                origin TEXT NOT NULL,
                why TEXT NOT NULL,
                inputs TEXT NOT NULL,
                mode TEXT NOT NULL,
                lag_before INTEGER,
                checkpoint_before TEXT,
                run_before INTEGER,
                call TEXT,
                call_detail TEXT,
                run INTEGER,
                outcome TEXT,
                settled_at INTEGER,
                settled_detail TEXT
              ) STRICT
              """, """
              CREATE INDEX trigger_attempt_table ON trigger_attempt (controller, name, seq)
              """, """
              CREATE TABLE circuit_reset (
                seq INTEGER PRIMARY KEY,
                controller TEXT NOT NULL,
                name TEXT NOT NULL,
                written_at INTEGER NOT NULL,
                origin TEXT NOT NULL,
                why TEXT NOT NULL
              ) STRICT
              """, """
              CREATE TABLE trigger_pause (
                controller TEXT NOT NULL,
                name TEXT NOT NULL,
                origin TEXT NOT NULL,
                why TEXT NOT NULL,
                since INTEGER NOT NULL,
                until INTEGER,
                PRIMARY KEY (controller, name)
              ) STRICT, WITHOUT ROWID
              """),
      // What a catalog said of the checkpoint: all but facts_files are null or none is.
      List.of(
          "ALTER TABLE reached ADD COLUMN facts_snapshot INTEGER",
          "ALTER TABLE reached ADD COLUMN facts_table_uuid TEXT",
          "ALTER TABLE reached ADD COLUMN facts_sequence INTEGER",
          "ALTER TABLE reached ADD COLUMN facts_committed INTEGER",
          "ALTER TABLE reached ADD COLUMN facts_files INTEGER"),
      // Labels and annotations as Pairs writes them. Which times there are depends on the stage.
      List.of("""
              CREATE TABLE alert (
                labels TEXT PRIMARY KEY,
                annotations TEXT NOT NULL,
                stage TEXT NOT NULL,
                since INTEGER,
                starts_at INTEGER,
                clear_since INTEGER,
                ends_at INTEGER
              ) STRICT, WITHOUT ROWID
              """, """
              CREATE TABLE alert_delivery (
                receiver TEXT NOT NULL,
                labels TEXT NOT NULL,
                starts_at INTEGER NOT NULL,
                resolved INTEGER NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (receiver, labels)
              ) STRICT, WITHOUT ROWID
              """),
      // Not every controller tells the numbers of a run; NOT NULL cannot be taken away in place.
      List.of(
          "ALTER TABLE last_success RENAME TO last_success_before",
          """
              CREATE TABLE last_success (
                table_key INTEGER PRIMARY KEY REFERENCES watched_table (key),
                started INTEGER NOT NULL,
                ended INTEGER,
                result TEXT NOT NULL,
                files_discovered INTEGER,
                segments_generated INTEGER,
                error_message TEXT,
                checkpoint_value TEXT
              ) STRICT
              """,
          "INSERT INTO last_success SELECT * FROM last_success_before",
          "DROP TABLE last_success_before",
          "ALTER TABLE run RENAME TO run_before",
          """
              CREATE TABLE run (
                table_key INTEGER NOT NULL REFERENCES watched_table (key),
                seq INTEGER NOT NULL,
                started INTEGER NOT NULL,
                ended INTEGER,
                result TEXT NOT NULL,
                files_discovered INTEGER,
                segments_generated INTEGER,
                error_message TEXT,
                checkpoint_value TEXT,
                PRIMARY KEY (table_key, seq)
              ) STRICT, WITHOUT ROWID
              """,
          "INSERT INTO run SELECT * FROM run_before",
          "DROP TABLE run_before"),
      // What discovery watched last, for a start while the controller cannot be asked.
      List.of("""
              CREATE TABLE discovered_table (
                controller TEXT NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (controller, name)
              ) STRICT, WITHOUT ROWID
              """));

  /** The version this program reads and writes. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  /** Takes the steps that a file of an older version lacks, each in a transaction of its own. */
  static void migrate(Connection connection, int from) throws SQLException {
    migrate(connection, from, VERSION);
  }

  /** The same up to a given version: what an older program would have made. */
  static void migrate(Connection connection, int from, int to) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int version = from + 1; version <= to; version++) {
        statement.execute("BEGIN IMMEDIATE");
        for (String sql : STEPS.get(version - 1)) {
          statement.execute(sql);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + version);
        statement.execute("COMMIT");
      }
    }
  }
}
