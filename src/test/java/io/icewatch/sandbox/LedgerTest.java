package io.icewatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant END = Instant.ofEpochSecond(99);

  private static Commit commit(long sequence) {
    return new Commit(1_000 + sequence, sequence, Instant.ofEpochSecond(sequence), sequence * 10);
  }

  @Test
  void commitsBookedOutOfOrderStandInOrder() {
    Ledger ledger = Ledger.empty().committed(commit(2)).committed(commit(1));

    assertThat(ledger.current()).contains(commit(2));
    assertThat(ledger.truth("t").behindSince()).contains(Instant.ofEpochSecond(1));
  }

  @Test
  void aCommitThatTheRunBookedFirstIsNotPending() {
    Ledger ledger = Ledger.empty()
        .runCompleted(Optional.of(commit(2)), END)
        .committed(commit(1))
        .committed(commit(2));

    assertThat(ledger.pending()).isEmpty();
    assertThat(ledger.truth("t").pendingFiles()).isZero();
    assertThat(ledger.truth("t").checkpointSnapshot()).contains(1_002L);
  }

  @Test
  void aRunLeavesPendingWhatCameAfterItsSnapshot() {
    Ledger ledger = Ledger.empty()
        .committed(commit(1))
        .committed(commit(2))
        .committed(commit(3))
        .runStarted()
        .runCompleted(Optional.of(commit(1)), END);

    Truth truth = ledger.truth("t");
    assertThat(truth.pendingSnapshots()).isEqualTo(2);
    assertThat(truth.pendingFiles()).isEqualTo(20);
    assertThat(truth.behindSince()).contains(Instant.ofEpochSecond(2));
    assertThat(truth.lastSuccess()).contains(END);
    assertThat(truth.runsStarted()).isEqualTo(1);
  }
}
