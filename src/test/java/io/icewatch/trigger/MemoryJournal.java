package io.icewatch.trigger;

import io.icewatch.model.JournalException;
import io.icewatch.model.Pause;
import io.icewatch.model.TableId;
import io.icewatch.model.TriggerAttempt;
import io.icewatch.model.TriggerEntry;
import io.icewatch.model.TriggerHistory;
import io.icewatch.model.TriggerJournal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A journal in memory that outlives the auto-triggers that use it, and can be made to fail. */
final class MemoryJournal implements TriggerJournal {
  /** What a write does. */
  enum Manner {
    WORKS,
    /** It fails, and nothing was written. */
    FAILS,
    /** It fails, and it was written all the same. */
    FAILS_LATE
  }

  private static final int KEPT = TriggerHistory.KEPT + 10;

  final Map<TableId, TreeMap<Long, TriggerEntry>> entries = new HashMap<>();
  final Map<Optional<TableId>, Pause> pauses = new HashMap<>();

  /** Lines that were written though their writer was told otherwise. */
  final Set<Long> phantoms = new HashSet<>();

  long lastSeq;
  Manner manner = Manner.WORKS;

  /** Whether it says so beforehand when it would fail. */
  boolean admits = true;

  Runnable beforeWriting = () -> {};
  Runnable afterWriting = () -> {};

  @Override
  public Contents load() {
    return new Contents(lines(line -> true), List.copyOf(pauses.values()));
  }

  @Override
  public void append(TriggerEntry entry) throws JournalException {
    if (entry.seq() <= lastSeq) {
      throw new AssertionError("seq: " + entry.seq() + " (expected: above " + lastSeq + ")");
    }
    if (manner == Manner.FAILS_LATE) {
      phantoms.add(entry.seq());
    }
    write(() -> {
      lastSeq = entry.seq();
      TreeMap<Long, TriggerEntry> lines = of(entry.table());
      lines.put(entry.seq(), entry);
      if (lines.size() > KEPT) {
        lines.pollFirstEntry();
      }
    });
  }

  @Override
  public void update(TriggerAttempt attempt) throws JournalException {
    if (!of(attempt.table()).containsKey(attempt.seq())) {
      throw new AssertionError("seq: " + attempt.seq() + " (expected: one that was appended)");
    }
    write(() -> of(attempt.table()).put(attempt.seq(), attempt));
  }

  @Override
  public void pause(Pause pause) throws JournalException {
    write(() -> pauses.put(pause.table(), pause));
  }

  @Override
  public void resume(Optional<TableId> table) throws JournalException {
    write(() -> pauses.remove(table));
  }

  @Override
  public Optional<String> problem() {
    return manner == Manner.WORKS || !admits
        ? Optional.empty()
        : Optional.of("memory: cannot be written");
  }

  /** The lines of all tables, oldest first. */
  List<TriggerEntry> lines(Predicate<TriggerEntry> wanted) {
    return entries.values().stream()
        .flatMap(lines -> lines.values().stream())
        .filter(wanted)
        .sorted(Comparator.comparing(TriggerEntry::seq))
        .toList();
  }

  /** The lines of one table. */
  TreeMap<Long, TriggerEntry> of(TableId table) {
    return entries.computeIfAbsent(table, id -> new TreeMap<>());
  }

  /** The attempts of one table, oldest first. */
  List<TriggerAttempt> attempts(TableId table) {
    return of(table).values().stream()
        .filter(TriggerAttempt.class::isInstance)
        .map(TriggerAttempt.class::cast)
        .toList();
  }

  private void write(Runnable change) throws JournalException {
    beforeWriting.run();
    if (manner != Manner.FAILS) {
      change.run();
    }
    if (manner != Manner.WORKS) {
      throw new JournalException("memory: cannot be written");
    }
    afterWriting.run();
  }
}
