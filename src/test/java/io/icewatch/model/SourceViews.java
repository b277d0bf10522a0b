package io.icewatch.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Views of a source for tests: what matters to one is said, the rest is plausible. */
public final class SourceViews {
  public static final UUID TABLE = new UUID(4, 2);
  public static final long FILE_BYTES = 1_000;
  public static final long FILE_RECORDS = 10;

  private SourceViews() {}

  /** So many files in one commit, exactly. */
  public static Pending waiting(long files, Instant since) {
    Counted one = Counted.exactly(1);
    return new Pending(
        one,
        one,
        Counted.exactly(files),
        Counted.exactly(files * FILE_RECORDS),
        Counted.exactly(files * FILE_BYTES),
        Optional.of(Pending.Since.exactly(since)));
  }

  /** So many files at least, since a time between bounds. */
  public static Pending bounded(long files, Optional<Instant> earliest, Optional<Instant> latest) {
    Counted some = Counted.atLeast(files);
    return new Pending(
        some, some, some, some, some, Optional.of(new Pending.Since(earliest, latest)));
  }

  /** A view in which the checkpoint stands at the position; its snapshot is 7 and holds 4 files. */
  public static SourceView at(Position position, Instant readAt) {
    return at(position, OptionalLong.of(4), Optional.of(facts(7, readAt)), readAt);
  }

  /** The same with more said of the checkpoint. */
  public static SourceView at(
      Position position,
      OptionalLong checkpointFiles,
      Optional<CheckpointFacts> facts,
      Instant readAt) {
    return new SourceView(
        TABLE,
        position,
        OptionalLong.of(9),
        Optional.of(readAt.minusSeconds(60)),
        Optional.of(readAt.minusSeconds(90)),
        OptionalLong.of(6),
        checkpointFiles,
        Optional.of(readAt.plusSeconds(3_600)),
        facts,
        List.of(),
        Optional.empty(),
        readAt);
  }

  /** The same with these commits. */
  public static SourceView with(SourceView view, List<SourceCommit> commits) {
    return new SourceView(
        view.tableUuid(),
        view.position(),
        view.headSnapshot(),
        view.headCommittedAt(),
        view.lastDataCommitAt(),
        view.headFiles(),
        view.checkpointFiles(),
        view.checkpointExpiresAt(),
        view.checkpoint(),
        commits,
        view.obstacle(),
        view.readAt());
  }

  public static CheckpointFacts facts(long snapshot, Instant committedAt) {
    return new CheckpointFacts(snapshot, TABLE, 3, committedAt, OptionalLong.of(4));
  }

  public static CatalogAnswer answer(SourceView view) {
    return new CatalogAnswer.Read(view, false);
  }
}
