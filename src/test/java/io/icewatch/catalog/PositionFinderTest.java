package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.icewatch.model.Checkpoint;
import io.icewatch.model.CheckpointFacts;
import io.icewatch.model.Counted;
import io.icewatch.model.Pending;
import io.icewatch.model.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The kinds of position on snapshot lines drawn by hand: {@code id<parent@sequence}. */
class PositionFinderTest {
  private static final UUID TABLE = new UUID(1, 1);
  private static final long MINUTE = 60_000;

  /** Snapshots one minute apart by their id; main is {@code head}. */
  private static Chain chain(long head, long[]... snapshots) {
    Retention retention = new Retention(
        true,
        Long.MAX_VALUE,
        List.of(new Retention.Reference("main", head, false, 1, 1, Long.MAX_VALUE)));
    ChainBuilder builder = new ChainBuilder(TABLE, retention, snapshots.length);
    for (long[] each : snapshots) {
      Counts counts = Counts.of(
          "append",
          Map.of("added-data-files", "1", "added-records", "10", "added-files-size", "100"));
      builder.add(each[0], each[1] == 0 ? null : each[1], each[0] * MINUTE, each[2], counts);
    }
    return builder.build();
  }

  private static long[] of(long id, long parent, long sequence) {
    return new long[] {id, parent, sequence};
  }

  private static Position at(Chain chain, long checkpoint, CheckpointFacts... facts) {
    return PositionFinder.find(
            chain,
            "main",
            new Checkpoint.SnapshotId(checkpoint),
            facts.length == 0 ? Optional.empty() : Optional.of(facts[0]))
        .position(chain);
  }

  private static CheckpointFacts facts(long id, long sequence) {
    return new CheckpointFacts(
        id, TABLE, sequence, Instant.ofEpochMilli(id * MINUTE), OptionalLong.empty());
  }

  @Test
  void behindCountsWhatComesAfterTheCheckpoint() {
    Chain chain = chain(3, of(1, 0, 1), of(2, 1, 2), of(3, 2, 3));
    Pending pending = at(chain, 1).pending().orElseThrow();
    assertThat(pending.snapshots()).isEqualTo(Counted.exactly(2));
    assertThat(pending.bytes()).isEqualTo(Counted.exactly(200));
    assertThat(pending.behindSince())
        .hasValue(Pending.Since.exactly(Instant.ofEpochMilli(2 * MINUTE)));
    assertThat(at(chain, 3)).isEqualTo(new Position.Current());
  }

  @Test
  void anExpiredCheckpointWhoseChildIsAliveMissesNothing() {
    Chain chain = chain(3, of(2, 1, 2), of(3, 2, 3));
    assertThat(at(chain, 1))
        .isInstanceOfSatisfying(
            Position.BehindCheckpointExpired.class,
            position -> assertThat(position.waiting().snapshots()).isEqualTo(Counted.exactly(2)));
  }

  @Test
  void aGapIsBoundedBySequenceNumbersWhenTheCheckpointIsRemembered() {
    Chain chain = chain(9, of(8, 7, 8), of(9, 8, 9));
    Pending pending = at(chain, 3, facts(3, 3)).pending().orElseThrow();
    assertThat(at(chain, 3, facts(3, 3))).isInstanceOf(Position.Gap.class);
    assertThat(pending.snapshots()).isEqualTo(Counted.between(2, 6));
    assertThat(pending.files()).isEqualTo(Counted.atLeast(2));
    assertThat(pending.behindSince())
        .hasValue(new Pending.Since(
            Optional.of(Instant.ofEpochMilli(3 * MINUTE)),
            Optional.of(Instant.ofEpochMilli(8 * MINUTE))));
    assertThat(at(chain, 3).pending().orElseThrow().snapshots()).isEqualTo(Counted.atLeast(0));
  }

  @Test
  void aRollbackTellsTheCommonAncestorAndTheOrphans() {
    Chain chain = chain(5, of(1, 0, 1), of(2, 1, 2), of(3, 2, 3), of(4, 3, 4), of(5, 2, 5));
    assertThat(at(chain, 4)).isInstanceOfSatisfying(Position.Diverged.class, diverged -> {
      assertThat(diverged.commonAncestor()).hasValue(2);
      assertThat(diverged.orphaned()).isEqualTo(Counted.exactly(2));
      assertThat(diverged.waiting().snapshots()).isEqualTo(Counted.exactly(1));
    });
  }

  @Test
  void aReplacedContentHasNoCommonAncestor() {
    Chain chain = chain(3, of(1, 0, 1), of(2, 1, 2), of(3, 0, 3));
    assertThat(at(chain, 2)).isInstanceOfSatisfying(Position.Diverged.class, diverged -> {
      assertThat(diverged.commonAncestor()).isEmpty();
      assertThat(diverged.orphaned()).isEqualTo(Counted.exactly(2));
      assertThat(diverged.waiting().snapshots()).isEqualTo(Counted.exactly(1));
    });
  }

  @Test
  void anOrphanThatWasExpiredIsStillToldFromAGap() {
    Chain chain = chain(5, of(2, 1, 2), of(5, 2, 5));
    assertThat(at(chain, 4, facts(4, 4)))
        .isInstanceOfSatisfying(Position.Diverged.class, diverged -> {
          assertThat(diverged.waiting().snapshots()).isEqualTo(Counted.atLeast(1));
          assertThat(diverged.orphaned()).isEqualTo(Counted.atLeast(1));
        });
  }

  @Test
  void aTaggedCheckpointWithItsChildrenExpiredIsAGap() {
    Chain chain = chain(9, of(1, 0, 1), of(8, 7, 8), of(9, 8, 9));
    assertThat(at(chain, 1)).isInstanceOf(Position.Gap.class);
    assertThat(at(chain, 1).pending().orElseThrow().snapshots()).isEqualTo(Counted.between(2, 8));
  }

  @Test
  void formatOneHasNoNumbersAndSoNoUpperBound() {
    Chain chain = chain(9, of(8, 7, 0), of(9, 8, 0));
    assertThat(at(chain, 3, facts(3, 0))).isInstanceOf(Position.Gap.class);
    assertThat(at(chain, 3, facts(3, 0)).pending().orElseThrow().snapshots())
        .isEqualTo(Counted.atLeast(2));
  }

  @Test
  void aForeignSnapshotIsUnknownAndAnotherUuidIsAReplacedTable() {
    Chain chain = chain(2, of(1, 0, 1), of(2, 1, 2));
    assertThat(at(chain, 99)).isInstanceOf(Position.Unknown.class);
    CheckpointFacts old =
        new CheckpointFacts(99, new UUID(2, 2), 5, Instant.EPOCH, OptionalLong.empty());
    assertThat(at(chain, 99, old)).isEqualTo(new Position.TableReplaced(new UUID(2, 2), TABLE));
  }

  @Test
  void aBranchThatIsNotThereIsNamedWithThoseThatAre() {
    Chain chain = chain(1, of(1, 0, 1));
    assertThat(PositionFinder.find(chain, "audit", new Checkpoint.SnapshotId(1), Optional.empty())
            .position(chain))
        .isEqualTo(new Position.Unknown("branch 'audit' (expected: one of [main])"));
    assertThat(at(chain(7), 1)).isEqualTo(new Position.Empty());
  }

  @Test
  void aTimestampBeforeTheVisibleLineIsAGapUnlessTheChildIsKnown() {
    Chain chain = chain(9, of(8, 7, 8), of(9, 8, 9));
    Checkpoint checkpoint = new Checkpoint.Timestamp(Instant.ofEpochMilli(7 * MINUTE + 5));
    assertThat(PositionFinder.find(chain, "main", checkpoint, Optional.empty()).position(chain))
        .isInstanceOf(Position.Gap.class);
    assertThat(PositionFinder.find(chain, "main", checkpoint, Optional.of(facts(7, 7)))
            .position(chain))
        .isInstanceOf(Position.BehindCheckpointExpired.class);
  }
}
