package io.icewatch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was tried for one table, and how it went.
 *
 * @param entries oldest first, at most {@link #KEPT}
 */
public record TriggerHistory(List<TriggerEntry> entries) {
  /** Lines that are kept for a table. */
  public static final int KEPT = 50;

  private static final TriggerHistory NONE = new TriggerHistory(List.of());

  public TriggerHistory {
    entries = List.copyOf(entries);
    Checks.between("entries", entries.size(), 0, KEPT);
  }

  /** A table for which nothing was tried. */
  public static TriggerHistory none() {
    return NONE;
  }

  /** With one more line; the oldest goes when there are too many. */
  public TriggerHistory with(TriggerEntry entry) {
    List<TriggerEntry> next = new ArrayList<>(entries);
    next.removeIf(line -> line.seq() == entry.seq());
    next.add(entry);
    return new TriggerHistory(next.subList(Math.max(0, next.size() - KEPT), next.size()));
  }

  /** The attempt whose effect is not known yet. */
  public Optional<TriggerAttempt> open() {
    return attempts().stream().filter(TriggerAttempt::open).findFirst();
  }

  /** The newest attempt. */
  public Optional<TriggerAttempt> latest() {
    List<TriggerAttempt> attempts = attempts();
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** Attempts settled in vain since the last that succeeded and since the last reset. */
  public int inVain() {
    int count = 0;
    for (TriggerEntry entry : entries) {
      if (entry instanceof TriggerAttempt attempt) {
        count = attempt.inVain() ? count + 1 : attempt.open() ? count : 0;
      } else {
        count = 0;
      }
    }
    return count;
  }

  /**
   * What counts in a mode. In {@code AUTO} rehearsals do not; but where a run was seen to succeed
   * while one of them was open, that closes the circuit.
   */
  public TriggerHistory counting(TriggerMode mode) {
    return mode == TriggerMode.AUTO && !entries.isEmpty()
        ? new TriggerHistory(entries.stream().flatMap(TriggerHistory::inEarnest).toList())
        : this;
  }

  private static Stream<TriggerEntry> inEarnest(TriggerEntry entry) {
    if (!(entry instanceof TriggerAttempt attempt) || attempt.counts(TriggerMode.AUTO)) {
      return Stream.of(entry);
    }
    return attempt.settlement().filter(end -> !end.outcome().inVain()).stream()
        .map(end -> new CircuitReset(
            attempt.seq(), attempt.table(), attempt.at(), attempt.origin().by(), end.detail()));
  }

  private List<TriggerAttempt> attempts() {
    return entries.stream()
        .filter(TriggerAttempt.class::isInstance)
        .map(TriggerAttempt.class::cast)
        .toList();
  }
}
