package io.icewatch.sandbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the sandbox knows to be true of a table, from its own books: no clock, no call, no guess.
 *
 * @param table the table's name with its type
 * @param sourceUuid the identity of the source, new after it was dropped and created again
 * @param currentSnapshot the source's newest snapshot; empty while it has none
 * @param currentFiles live data files in it
 * @param lastCommit when it was committed, by the writer's clock
 * @param checkpointSnapshot the last ingested snapshot; empty before the first completed run
 * @param checkpointFiles live data files in that
 * @param position where the checkpoint stands: {@code current}, {@code behind}; {@code
 *     behind_checkpoint_expired} when its snapshot was expired but not the next; {@code gap} when
 *     that was too; {@code diverged} when the source's line does not lead to it; {@code
 *     table_replaced} when it is one of a table dropped since; {@code none} before the first
 *     completed run; {@code empty} while there is no snapshot
 * @param behindSince commit time of the oldest data not ingested: after the checkpoint; while
 *     diverged after the last snapshot that line and checkpoint share; of all the source's while
 *     nothing of it was ingested; empty when no data wait. Snapshots that were expired count,
 *     compactions are no data
 * @param pendingFiles data files that came with those data, whether or not rewritten since
 * @param pendingRecords rows in them
 * @param pendingSnapshots snapshots not ingested, compactions and expired ones included
 * @param lastSuccess end of the last COMPLETED run, by the controller's clock
 * @param runsStarted runs so far, the one in flight included
 */
public record Truth(
    String table,
    UUID sourceUuid,
    Optional<Long> currentSnapshot,
    long currentFiles,
    Optional<Instant> lastCommit,
    Optional<Long> checkpointSnapshot,
    long checkpointFiles,
    String position,
    Optional<Instant> behindSince,
    long pendingFiles,
    long pendingRecords,
    long pendingSnapshots,
    Optional<Instant> lastSuccess,
    long runsStarted) {}
