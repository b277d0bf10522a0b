package io.icewatch.model;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where a checkpoint stands in the history of its source, by the Iceberg metadata.
 *
 * <p>The line is the head of the branch, its parent, and so on: what the branch's readers see.
 */
public sealed interface Position {
  /** The name of the kind in labels, a closed set. */
  String kind();

  /** What is not ingested; empty where that question has no answer. */
  Optional<Pending> pending();

  /** The branch has no snapshot: there is nothing to ingest. */
  record Empty() implements Position {
    @Override
    public String kind() {
      return "empty";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(Pending.none());
    }
  }

  /** The checkpoint is the head of the line. */
  record Current() implements Position {
    @Override
    public String kind() {
      return "current";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(Pending.none());
    }
  }

  /** The checkpoint is on the line, and the line goes on after it. */
  record Behind(Pending waiting) implements Position {
    @Override
    public String kind() {
      return "behind";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(waiting);
    }
  }

  /** The checkpoint's snapshot was expired, and its child was not: nothing is missed. */
  record BehindCheckpointExpired(Pending waiting) implements Position {
    @Override
    public String kind() {
      return "behind_checkpoint_expired";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(waiting);
    }
  }

  /** The checkpoint and commits after it were expired: what is not ingested is known in bounds. */
  record Gap(Pending waiting) implements Position {
    @Override
    public String kind() {
      return "gap";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(waiting);
    }
  }

  /**
   * The checkpoint is off the line: the branch was rolled back, or the table's content replaced.
   *
   * @param commonAncestor the last snapshot that both share; empty when there is none or it is lost
   * @param orphaned commits that were ingested and are on the line no longer
   * @param waiting what the line holds after the common ancestor
   */
  record Diverged(OptionalLong commonAncestor, Counted orphaned, Pending waiting)
      implements Position {
    @Override
    public String kind() {
      return "diverged";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.of(waiting);
    }
  }

  /** It cannot be told. */
  record Unknown(String reason) implements Position {
    @Override
    public String kind() {
      return "unknown";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.empty();
    }
  }

  /** The table was dropped and created again under its name since the checkpoint was reached. */
  record TableReplaced(UUID before, UUID now) implements Position {
    @Override
    public String kind() {
      return "table_replaced";
    }

    @Override
    public Optional<Pending> pending() {
      return Optional.empty();
    }
  }
}
