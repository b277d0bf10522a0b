package io.icewatch.trigger;

import io.icewatch.model.CircuitReset;
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

  /** Lines whose first writing failed, whether or not it wrote them: no process acts on them. */
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
  public void write(TriggerEntry entry) throws JournalException {
    TreeMap<Long, TriggerEntry> lines = of(entry.table());
    if (manner != Manner.WORKS && !lines.containsKey(entry.seq()) && !again(entry)) {
      phantoms.add(entry.seq());
    }
    write(() -> {
      lastSeq = Math.max(lastSeq, entry.seq());
      lines.put(entry.seq(), entry);
      if (lines.size() > KEPT) {
        lines.pollFirstEntry();
      }
    });
  }

  /** Resets by the daemon itself are in force while they are owed. */
  private static boolean again(TriggerEntry entry) {
    return entry instanceof CircuitReset reset && reset.by().equals("icewatch");
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
