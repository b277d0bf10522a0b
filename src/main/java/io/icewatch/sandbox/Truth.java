package io.icewatch.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What the sandbox knows to be true of a table, from its own books: no clock, no call, no guess.
 *
 * @param table the table's name with its type
 * @param currentSnapshot the source's newest snapshot; empty while it has none
 * @param currentFiles live data files in it
 * @param lastCommit when it was committed, by the writer's clock
 * @param checkpointSnapshot the last ingested snapshot; empty before the first completed run
 * @param checkpointFiles live data files in that
 * @param behindSince commit time of the first snapshot after the checkpoint; of the very first
 *     while nothing was ingested; empty when all is
 * @param pendingFiles files not ingested yet
 * @param pendingSnapshots snapshots not ingested yet
 * @param lastSuccess end of the last COMPLETED run, by the controller's clock
 * @param runsStarted runs so far, the one in flight included
 */
public record Truth(
    String table,
    Optional<Long> currentSnapshot,
    long currentFiles,
    Optional<Instant> lastCommit,
    Optional<Long> checkpointSnapshot,
    long checkpointFiles,
    Optional<Instant> behindSince,
    long pendingFiles,
    long pendingSnapshots,
    Optional<Instant> lastSuccess,
    long runsStarted) {}
