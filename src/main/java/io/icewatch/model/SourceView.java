package io.icewatch.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What the Iceberg metadata says of one source table and of a checkpoint in it.
 *
 * @param tableUuid the identity of the table
 * @param position where the checkpoint stands
 * @param headSnapshot the current snapshot of the branch; empty when there is none
 * @param headCommittedAt when that was committed
 * @param lastDataCommitAt the last commit known to have changed data, for source idle
 * @param headFiles live data files of the head, where known
 * @param checkpointFiles live data files of the checkpoint's snapshot, where known
 * @param checkpointExpiresAt when the table's own retention lets go of the checkpoint's snapshot,
 *     which may be past; empty when nothing lets go of it, or it is gone
 * @param checkpoint what should be remembered of the checkpoint; empty when it was not found
 * @param commits the latest commits of the line, newest first
 * @param obstacle why numbers are bounds that need not be: what could not be read
 * @param readAt when the catalog answered, by the daemon's clock
 */
public record SourceView(
    UUID tableUuid,
    Position position,
    OptionalLong headSnapshot,
    Optional<Instant> headCommittedAt,
    Optional<Instant> lastDataCommitAt,
    OptionalLong headFiles,
    OptionalLong checkpointFiles,
    Optional<Instant> checkpointExpiresAt,
    Optional<CheckpointFacts> checkpoint,
    List<SourceCommit> commits,
    Optional<String> obstacle,
    Instant readAt) {

  /** Commits in {@link #commits} at most. */
  public static final int COMMITS_KEPT = 20;

  public SourceView {
    commits = List.copyOf(commits);
  }
}
