package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.icewatch.model.AttemptOutcome;
import io.icewatch.model.CallOutcome;
import io.icewatch.model.CircuitReset;
import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerJournal;
import io.icewatch.model.TriggerMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTriggerJournalTest {
  private static final TableId ORDERS = new TableId("prod", "orders_OFFLINE");
  private static final TableId CLICKS = new TableId("prod", "clicks_OFFLINE");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123Z");

  @TempDir
  Path directory;

  private Path file() {
    return directory.resolve("icewatch.db");
  }

  private Store open() throws StoreException {
    return Store.open(file(), new Recorded());
  }

  private static TriggerAttempt intent(long seq, TableId table) {
    return TriggerAttempt.intent(
        seq,
        table,
        NOW.plusSeconds(seq),
        new TriggerAttempt.Origin("icewatch", "behind by 40m", "mode: pass\nbehind: pass"),
        TriggerMode.AUTO,
        new TriggerAttempt.Before(
            Optional.of(Duration.ofMinutes(40)),
            Optional.of("9113371459321234567"),
            Optional.of(NOW.minusSeconds(90))));
  }

  private static TriggerAttempt bare(long seq) {
    return TriggerAttempt.intent(
        seq,
        ORDERS,
        NOW,
        new TriggerAttempt.Origin("anna", "asked for", ""),
        TriggerMode.DRY_RUN,
        new TriggerAttempt.Before(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private TriggerJournal.Contents readAgain() throws Exception {
    try (Store store = open()) {
      return new SqliteTriggerJournal(store).load();
    }
  }

  @Test
  void everyLineIsReadBackByTheNextProcessAsItWasWritten() throws Exception {
    List<TriggerEntry> entries = List.of(
        intent(1, ORDERS)
            .called(new CallOutcome.Accepted("triggered"))
            .running(NOW)
            .settled(AttemptOutcome.SUCCEEDED, NOW, "checkpoint 1 -> 2"),
        intent(2, CLICKS)
            .called(new CallOutcome.Rejected("denied"))
            .settled(AttemptOutcome.REJECTED, NOW, "denied"),
        new CircuitReset(3, ORDERS, NOW, "anna", "looked at it"),
        intent(4, ORDERS).called(new CallOutcome.Unknown("no answer")),
        bare(5).called(new CallOutcome.NotSent("dry run")),
        bare(6));
    try (Store store = open()) {
      TriggerJournal journal = new SqliteTriggerJournal(store);
      for (TriggerEntry entry : entries) {
        journal.write(entry);
      }
      assertThat(journal.load().entries()).isEqualTo(entries);
    }

    assertThat(readAgain().entries()).isEqualTo(entries);
  }

  @Test
  void whatIsLearntOfAnAttemptReplacesWhatWasKnown() throws Exception {
    TriggerAttempt called = intent(1, ORDERS).called(new CallOutcome.Accepted("triggered"));
    TriggerAttempt failed =
        called.running(NOW).settled(AttemptOutcome.FAILED, NOW, "Connection timeout");
    try (Store store = open()) {
      TriggerJournal journal = new SqliteTriggerJournal(store);
      journal.write(intent(1, ORDERS));
      journal.write(called);
      assertThat(journal.load().entries()).containsExactly(called);
      journal.write(failed);
    }

    assertThat(readAgain().entries()).containsExactly(failed);
  }

  @Test
  void aPauseReplacesAnotherOfTheSameScopeAndIsResumed() throws Exception {
    Pause all = new Pause(Optional.empty(), "anna", "release", NOW, Optional.empty());
    Pause longer =
        new Pause(Optional.empty(), "ben", "more", NOW, Optional.of(NOW.plusSeconds(60)));
    Pause one = new Pause(Optional.of(ORDERS), "anna", "broken", NOW, Optional.empty());
    try (Store store = open()) {
      TriggerJournal journal = new SqliteTriggerJournal(store);
      journal.pause(all);
      journal.pause(one);
      journal.pause(longer);
    }
    assertThat(readAgain().pauses()).containsExactlyInAnyOrder(longer, one);

    try (Store store = open()) {
      new SqliteTriggerJournal(store).resume(Optional.empty());
    }
    assertThat(readAgain().pauses()).containsExactly(one);
  }

  @Test
  void theOldestLinesOfATableGoAndOthersStay() throws Exception {
    try (Store store = open()) {
      TriggerJournal journal = new SqliteTriggerJournal(store);
      journal.write(intent(1, CLICKS));
      List<Long> expected = new ArrayList<>(List.of(1L));
      for (long seq = 2; seq <= SqliteTriggerJournal.KEPT + 3; seq++) {
        journal.write(intent(seq, ORDERS));
        expected.add(seq);
      }
      expected.removeAll(List.of(2L, 3L));

      assertThat(journal.load().entries()).extracting(TriggerEntry::seq).isEqualTo(expected);
    }
  }

  @Test
  void aLineThatCannotBeWrittenIsRefusedLoudly() throws Exception {
    Recorded recorded = new Recorded();
    try (Store store = Store.open(file(), recorded)) {
      TriggerJournal journal = new SqliteTriggerJournal(store);
      journal.write(intent(1, ORDERS));
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));

      assertThatThrownBy(() -> journal.write(intent(2, ORDERS)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("icewatch.db: made read-only while in use");
      assertThat(recorded.failures).isNotEmpty();

      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
      await().until(() -> journal.problem().isEmpty());
      journal.write(intent(3, ORDERS));
      assertThat(journal.load().entries()).extracting(TriggerEntry::seq).containsExactly(1L, 3L);
    }
  }

  @Test
  void aClosedStoreTakesNothingMore() throws Exception {
    Store store = open();
    TriggerJournal journal = new SqliteTriggerJournal(store);
    store.close();

    assertThatThrownBy(() -> journal.write(intent(1, ORDERS)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the store is closed");
    assertThat(journal.problem()).isPresent();
  }
}
