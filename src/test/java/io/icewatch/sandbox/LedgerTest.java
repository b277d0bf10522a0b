package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant END = Instant.ofEpochSecond(99);
  private static final UUID TABLE = new UUID(0, 1);

  /** Ten files each, of which the table holds all. */
  private static Commit commit(long sequence) {
    return commit(sequence, sequence - 1, 10);
  }

  private static Commit commit(long sequence, long parent, long newFiles) {
    return new Commit(
        TABLE,
        1_000 + sequence,
        Optional.of(1_000 + parent).filter(id -> parent > 0),
        sequence,
        Instant.ofEpochSecond(sequence),
        sequence * 10,
        newFiles);
  }

  private static Ledger ingested(int upTo, int commits) {
    Ledger ledger = Ledger.of(TABLE);
    for (int sequence = 1; sequence <= commits; sequence++) {
      ledger = ledger.committed(commit(sequence));
    }
    return ledger.runStarted().runCompleted(Optional.of(commit(upTo)), END);
  }

  @Test
  void aRunLeavesPendingWhatCameAfterItsSnapshot() {
    Truth truth = ingested(1, 3).truth("t");

    assertThat(truth.position()).isEqualTo("behind");
    assertThat(truth.pendingSnapshots()).isEqualTo(2);
    assertThat(truth.pendingFiles()).isEqualTo(20);
    assertThat(truth.pendingRecords()).isEqualTo(20 * SourceTable.RECORDS_PER_FILE);
    assertThat(truth.behindSince()).contains(Instant.ofEpochSecond(2));
    assertThat(truth.lastSuccess()).contains(END);
    assertThat(truth.runsStarted()).isEqualTo(1);
  }

  @Test
  void aCompactionIsASnapshotAndNoData() {
    Ledger compacted = ingested(1, 1).committed(commit(2, 1, 0));

    assertThat(compacted.truth("t").position()).isEqualTo("behind");
    assertThat(compacted.truth("t").pendingSnapshots()).isEqualTo(1);
    assertThat(compacted.truth("t").pendingFiles()).isZero();
    assertThat(compacted.truth("t").behindSince()).isEmpty();
    assertThat(compacted.committed(commit(3)).truth("t").behindSince())
        .contains(Instant.ofEpochSecond(3));
  }

  @Test
  void afterARollbackPendsWhatCameAfterTheLastSharedSnapshot() {
    Ledger current = ingested(3, 3);
    Ledger back = current.rolledBack(current.beforeCheckpoint().orElseThrow());

    assertThat(back.truth("t").position()).isEqualTo("diverged");
    assertThat(back.truth("t").currentSnapshot()).contains(1_002L);
    assertThat(back.truth("t").checkpointSnapshot()).contains(1_003L);
    assertThat(back.truth("t").behindSince()).isEmpty();
    assertThat(back.beforeCheckpoint()).isEmpty();
    Truth later = back.committed(commit(4, 2, 10)).truth("t");
    assertThat(later.position()).isEqualTo("diverged");
    assertThat(later.behindSince()).contains(Instant.ofEpochSecond(4));
    assertThat(later.pendingSnapshots()).isEqualTo(1);
  }

  @Test
  void aCheckpointIsLostOnlyWithItsChild() {
    Ledger behind = ingested(1, 3);

    Truth alone = behind.held(Set.of(1_002L, 1_003L)).truth("t");
    Truth both = behind.held(Set.of(1_003L)).truth("t");

    assertThat(alone.position()).isEqualTo("behind_checkpoint_expired");
    assertThat(both.position()).isEqualTo("gap");
    assertThat(both.pendingFiles()).isEqualTo(20);
    assertThat(both.behindSince()).contains(Instant.ofEpochSecond(2));
  }

  @Test
  void nothingOfARecreatedTableIsIngested() {
    UUID other = new UUID(0, 2);
    Ledger recreated = ingested(1, 1).recreated(other);
    Commit first = new Commit(other, 7, Optional.empty(), 1, Instant.ofEpochSecond(50), 4, 4);

    assertThat(recreated.truth("t").position()).isEqualTo("table_replaced");
    assertThat(recreated.truth("t").currentSnapshot()).isEmpty();
    Truth truth = recreated.committed(first).truth("t");
    assertThat(truth.position()).isEqualTo("table_replaced");
    assertThat(truth.sourceUuid()).isEqualTo(other);
    assertThat(truth.pendingFiles()).isEqualTo(4);
    assertThat(truth.behindSince()).contains(Instant.ofEpochSecond(50));
  }

  @Test
  void aRunOverATableThatWasRecreatedMeanwhileIsOfTheOldOne() {
    Truth truth = Ledger.of(TABLE)
        .committed(commit(1))
        .recreated(new UUID(0, 2))
        .runCompleted(Optional.of(commit(1)), END)
        .truth("t");

    assertThat(truth.position()).isEqualTo("table_replaced");
  }

  @Test
  void withoutARunThereIsNoPositionAndWithoutASnapshotNothing() {
    assertThat(Ledger.of(TABLE).truth("t").position()).isEqualTo("empty");
    assertThat(Ledger.of(TABLE).committed(commit(1)).truth("t").position()).isEqualTo("none");
    assertThat(ingested(1, 1).truth("t").position()).isEqualTo("current");
  }

  @Test
  void oldIngestedCommitsAreForgottenAndWhatWaitsIsNot() {
    assertThat(ingested(1, 500).truth("t").pendingFiles()).isEqualTo(4_990);
    assertThat(ingested(500, 501).commits()).hasSizeLessThan(110);
    assertThat(ingested(500, 501).truth("t").pendingFiles()).isEqualTo(10);
  }
}
