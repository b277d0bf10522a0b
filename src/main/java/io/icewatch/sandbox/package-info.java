/**
 * A reference controller for demo, tests and training: the monitoring endpoints of a Pinot
 * controller over real Iceberg tables that a writer keeps growing. It is no part of the daemon's
 * path, and shares no code with the client that talks to it.
 *
 * <p>What is real: HTTP on loopback, the Iceberg catalog (JDBC on SQLite, a local warehouse), the
 * data files, the ZooKeeper server that keeps the watcher's status, and the runs, which open and
 * read every new file. The catalog is served to others by the Iceberg REST specification too, on a
 * port of its own. Data files are Avro: Iceberg writes Parquet only with Hadoop's classes beside it,
 * and those have no place in this jar. Where the endpoints say Parquet files, the sandbox counts its
 * Avro ones.
 *
 * <p>Beside the controller's endpoints it has its own, under {@code /sandbox}, which no controller
 * has. They need no credentials and ignore the path prefix:
 *
 * <ul>
 *   <li>{@code GET /sandbox/requests}: what was asked of the controller, oldest first;
 *   <li>{@code GET /sandbox/truth} and {@code /sandbox/truth/{table}}: what is true of each table,
 *       see {@link io.icewatch.sandbox.Truth};
 *   <li>{@code POST /sandbox/tables/{table}/behaviour?mode=healthy|slow|failing|stuck|skipping|
 *       broken-catalog}: how its runs go from now on;
 *   <li>{@code POST /sandbox/tables/{table}/commit?files=n}: one snapshot more, now;
 *   <li>{@code POST /sandbox/tables/{table}/expire}: all its snapshots but the newest, so that the
 *       checkpoint is lost;
 *   <li>{@code POST /sandbox/tables/{table}/compact}: its small files into one;
 *   <li>{@code POST /sandbox/tables/{table}/rollback}: the snapshot of its checkpoint is taken back;
 *   <li>{@code POST /sandbox/tables/{table}/recreate}: dropped, and created again under its name;
 *   <li>{@code POST /sandbox/tables/{table}/create}: a table that was not there, healthy, with one
 *       file, ingested; and {@code .../drop}: with its source, its last run and its checkpoint;
 *   <li>{@code POST /sandbox/tables/{table}/pause} and {@code /resume}: its writer and its upkeep;
 *   <li>{@code POST /sandbox/api?speak=iceberg|externalTable|none}: the generation that it speaks.
 * </ul>
 *
 * <p>Of the sandbox's own choosing too, because the contract is silent: an unknown snapshot id is a
 * catalog error (500); a trigger without a table answers {@code triggered for all tables}; the
 * checkpoint's node is {@code /ICEBERG_CHECKPOINT/{table}}.
 *
 * <p>Threads, all of them daemons: {@code sandbox-worker-n} start the parts, write, tick schedules
 * and step runs; {@code sandbox-http-n} answer; one Vert.x event loop moves bytes; {@code
 * rest-catalog} serve the catalog; ZooKeeper's and Iceberg's own. A run never holds a thread while it
 * waits. Files live in one temporary directory, the only thing that is ever deleted.
 */
@NullMarked
package io.icewatch.sandbox;

import org.jspecify.annotations.NullMarked;
