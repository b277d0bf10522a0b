-- A state file as schema version 1 left it: its DDL and rows of two tables.
CREATE TABLE watched_table (
  key INTEGER PRIMARY KEY,
  controller TEXT NOT NULL,
  name TEXT NOT NULL,
  open_run INTEGER,
  checkpoint_regressions INTEGER NOT NULL,
  UNIQUE (controller, name)
) STRICT;
CREATE TABLE last_success (
  table_key INTEGER PRIMARY KEY REFERENCES watched_table (key),
  started INTEGER NOT NULL,
  ended INTEGER,
  result TEXT NOT NULL,
  files_discovered INTEGER NOT NULL,
  segments_generated INTEGER NOT NULL,
  error_message TEXT,
  checkpoint_value TEXT
) STRICT;
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
) STRICT, WITHOUT ROWID;
CREATE TABLE run_total (
  table_key INTEGER NOT NULL REFERENCES watched_table (key),
  result TEXT NOT NULL,
  runs INTEGER NOT NULL,
  PRIMARY KEY (table_key, result)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_change (
  table_key INTEGER NOT NULL REFERENCES watched_table (key),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  files INTEGER NOT NULL,
  PRIMARY KEY (table_key, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE reached (
  table_key INTEGER PRIMARY KEY REFERENCES watched_table (key),
  checkpoint_type TEXT NOT NULL,
  checkpoint INTEGER,
  seen_at INTEGER NOT NULL,
  files INTEGER,
  behind_since INTEGER
) STRICT;
INSERT INTO watched_table VALUES (1, 'prod', 'orders_OFFLINE', 1767230000000, 2);
INSERT INTO watched_table VALUES (2, 'prod', 'clicks_OFFLINE', NULL, 0);
INSERT INTO last_success VALUES (1, 1767225600000, 1767225660000, 'COMPLETED', 12, 12, NULL, '8744736658442914487');
INSERT INTO run VALUES (1, 7, 1767222000000, 1767222060000, 'FAILED', 3, 1, 'no space', NULL);
INSERT INTO run VALUES (1, 8, 1767225600000, 1767225660000, 'COMPLETED', 12, 12, NULL, '8744736658442914487');
INSERT INTO run_total VALUES (1, 'COMPLETED', 41);
INSERT INTO run_total VALUES (1, 'FAILED', 1);
INSERT INTO count_change VALUES (1, 100, 1767225000000, 90);
INSERT INTO count_change VALUES (1, 101, 1767229000000, 102);
INSERT INTO reached VALUES (1, 'SNAPSHOT_ID', 8744736658442914487, 1767225665000, 90, 1767229000000);
PRAGMA application_id = 1229145431;
PRAGMA user_version = 1;
