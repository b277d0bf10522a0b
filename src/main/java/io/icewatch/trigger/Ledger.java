package io.icewatch.trigger;

import io.icewatch.model.CallOutcome;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was tried, in memory: the journal's lines with their moments by the steady clock.
 *
 * <p>After a restart only the journal's wall time exists: a line from the future then counts as
 * written now, so that a clock that was set back prolongs a cool-down at most once.
 */
final class Ledger {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<TableId, TriggerHistory> histories = new HashMap<>();
  private final Map<Long, Instant> moments = new HashMap<>();
  private final Map<Long, TriggerAttempt> open = new TreeMap<>();
  private final Map<TableId, Told> told = new HashMap<>();
  private final Deque<Spent> lastHour = new ArrayDeque<>();
  private long lastSeq;

  /** An attempt as far as the hourly budget cares. */
  private record Spent(Instant at, TriggerAttempt attempt) {}

  /** A history as the wall clock told it, which is seldom another than last time. */
  private record Told(TriggerHistory of, Duration offset, TriggerHistory history) {}

  /** What a new process makes of the journal: of a call it does not know the end of nobody does. */
  static Ledger of(List<TriggerEntry> entries, Instant now) {
    Ledger ledger = new Ledger();
    for (TriggerEntry entry : entries) {
      ledger.put(
          entry instanceof TriggerAttempt attempt
                  && attempt.open()
                  && attempt.call().isEmpty()
              ? attempt.called(
                  new CallOutcome.Unknown("the daemon ended before the outcome was known"))
              : entry,
          entry.at().isBefore(now) ? entry.at() : now);
    }
    return ledger;
  }

  /** A number for the next line; none is given twice, whatever became of the line. */
  long nextSeq() {
    lastSeq++;
    return lastSeq;
  }

  /** Adds a line. */
  void put(TriggerEntry entry, Instant steady) {
    lastSeq = Math.max(lastSeq, entry.seq());
    moments.put(entry.seq(), steady);
    if (entry instanceof TriggerAttempt attempt) {
      lastHour.add(new Spent(steady, attempt));
      track(attempt);
    }
    TriggerHistory before = history(entry.table());
    TriggerHistory next = before.with(entry);
    before.entries().stream()
        .filter(line -> line.seq() < next.entries().get(0).seq())
        .forEach(line -> moments.remove(line.seq()));
    histories.put(entry.table(), next);
  }

  /** Replaces what is known of an attempt. */
  void replace(TriggerAttempt attempt) {
    track(attempt);
    List<TriggerEntry> lines = history(attempt.table()).entries().stream()
        .map(line -> line.seq() == attempt.seq() ? attempt : line)
        .toList();
    histories.put(attempt.table(), new TriggerHistory(lines));
  }

  private void track(TriggerAttempt attempt) {
    if (attempt.open()) {
      open.put(attempt.seq(), attempt);
    } else {
      open.remove(attempt.seq());
    }
  }

  /** The tables for which anything was tried. */
  List<TableId> tables() {
    return List.copyOf(histories.keySet());
  }

  /** What was tried for a table, as it was journaled. */
  TriggerHistory history(TableId table) {
    return histories.getOrDefault(table, TriggerHistory.none());
  }

  /** The same, told by the wall clock of a moment. */
  TriggerHistory history(TableId table, DaemonTime.Moment now) {
    TriggerHistory history = history(table);
    if (history.entries().isEmpty()) {
      return history;
    }
    Told last = told.get(table);
    if (last == null || !last.of().equals(history) || !last.offset().equals(now.offset())) {
      last = new Told(history, now.offset(), told(history, now));
      told.put(table, last);
    }
    return last.history();
  }

  private TriggerHistory told(TriggerHistory history, DaemonTime.Moment now) {
    return new TriggerHistory(history.entries().stream()
        .map(line -> line.told(now.told(moments.getOrDefault(line.seq(), line.at()))))
        .toList());
  }

  /** The attempts whose effect is not known yet, oldest first. */
  List<TriggerAttempt> open() {
    return List.copyOf(open.values());
  }

  /** When an attempt was made, by the steady clock. */
  Instant moment(TriggerAttempt attempt) {
    return moments.getOrDefault(attempt.seq(), attempt.at());
  }

  /** Attempts of the last hour that count in a mode. */
  int attemptsLastHour(TriggerMode mode, Instant now) {
    lastHour.removeIf(spent -> !spent.at().isAfter(now.minus(HOUR)));
    return (int) lastHour.stream().filter(spent -> spent.attempt().counts(mode)).count();
  }
}
