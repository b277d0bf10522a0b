package io.icewatch.assess;

import io.icewatch.model.CountChange;
import io.icewatch.model.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of the source's file counts, oldest first: how it grows, shrinks and is asked.
 *
 * <p>Counts before a fall cannot be compared with those after it, so a fall cuts the log down to the
 * entry before it and itself; apart from that first step the log never goes down.
 */
final class CountLog {
  /** A thinned log has at most twice as many entries: two gaps in a row are wider than a share. */
  private static final int SHARES = 1_000;

  private CountLog() {}

  static List<CountChange> with(List<CountChange> log, CountChange seen) {
    if (log.isEmpty()) {
      return List.of(seen);
    }
    CountChange newest = newest(log);
    if (seen.files() == newest.files()) {
      return log;
    }
    return seen.files() < newest.files() ? List.of(newest, seen) : appended(log, seen);
  }

  /**
   * With the newest count told again at a later poll, so that a rise after it is known to be later
   * than {@code from}; the same log when it tells that already, or when the poll is too early.
   */
  static List<CountChange> anchored(List<CountChange> log, Instant from, Instant polledAt) {
    if (log.isEmpty() || !newest(log).at().isBefore(from) || polledAt.isBefore(from)) {
      return log;
    }
    CountChange newest = newest(log);
    boolean told = log.size() > 1 && log.get(log.size() - 2).files() == newest.files();
    return appended(
        told ? log.subList(0, log.size() - 1) : log, new CountChange(polledAt, newest.files()));
  }

  private static List<CountChange> appended(List<CountChange> log, CountChange seen) {
    List<CountChange> next = new ArrayList<>(log);
    next.add(seen);
    return next.size() > History.COUNTS_KEPT ? thinned(next) : next;
  }

  /**
   * Without entries that lie so close together that leaving them out opens no gap wider than a
   * thousandth of the time the log spans. Where one is left out the wait seems to start at the next,
   * so it is told late by at most that, and never early. The first two and the newest stay.
   */
  private static List<CountChange> thinned(List<CountChange> log) {
    int last = log.size() - 1;
    Duration widest = Duration.between(log.get(0).at(), log.get(last).at()).dividedBy(SHARES);
    List<CountChange> kept = new ArrayList<>(log.subList(0, 2));
    for (int i = 2; i < last; i++) {
      Duration gap =
          Duration.between(kept.get(kept.size() - 1).at(), log.get(i + 1).at());
      if (gap.compareTo(widest) > 0) {
        kept.add(log.get(i));
      }
    }
    kept.add(log.get(last));
    return kept.subList(Math.max(0, kept.size() - History.COUNTS_KEPT), kept.size());
  }

  /** Without what lies before the entry at {@code first}; the newest change always stays whole. */
  static List<CountChange> from(List<CountChange> log, int first) {
    int keep = Math.min(first, Math.max(0, newestRun(log) - 1));
    return keep <= 0 ? log : log.subList(keep, log.size());
  }

  /** The place of the last entry with at most so many files; -1 when there is none. */
  static int lastUpTo(List<CountChange> log, long files) {
    int i = log.size() - 1;
    while (i >= 0 && log.get(i).files() > files) {
      i--;
    }
    return i;
  }

  /** The place of the last entry before a moment; -1 when there is none. */
  static int lastBefore(List<CountChange> log, Instant moment) {
    int i = log.size() - 1;
    while (i >= 0 && !log.get(i).at().isBefore(moment)) {
      i--;
    }
    return i;
  }

  /** The first poll since which every count was above {@code files} and none fell. */
  static Optional<Instant> aboveSince(List<CountChange> log, long files) {
    int first = log.size();
    while (first > 0
        && log.get(first - 1).files() > files
        && (first == log.size() || !fell(log, first))) {
      first--;
    }
    return first == log.size() ? Optional.empty() : Optional.of(log.get(first).at());
  }

  /** Whether nothing comparable is known from before the poll at {@code since}. */
  static boolean beginsAt(List<CountChange> log, Instant since) {
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).at().equals(since)) {
        return i == 0 || fell(log, i);
      }
    }
    return false;
  }

  /** The first poll that saw more than a poll at or after {@code from} did. */
  static Optional<Instant> roseSince(List<CountChange> log, Instant from) {
    for (int i = 1; i < log.size(); i++) {
      if (log.get(i).files() > log.get(i - 1).files() && !log.get(i - 1).at().isBefore(from)) {
        return Optional.of(log.get(i).at());
      }
    }
    return Optional.empty();
  }

  /** The last poll that saw less than the one before it. */
  static Optional<Instant> fellAt(List<CountChange> log) {
    for (int i = log.size() - 1; i > 0; i--) {
      if (fell(log, i)) {
        return Optional.of(log.get(i).at());
      }
    }
    return Optional.empty();
  }

  /** The poll that first saw the newest count; empty before any. */
  static Optional<Instant> newestCountSince(List<CountChange> log) {
    return log.isEmpty()
        ? Optional.empty()
        : Optional.of(log.get(newestRun(log)).at());
  }

  /** The poll that saw the newest change; the first count of all is none. */
  static Optional<Instant> changedAt(List<CountChange> log) {
    int place = newestRun(log);
    return place <= 0 ? Optional.empty() : Optional.of(log.get(place).at());
  }

  /** The place from which on the log holds the newest count only; -1 in an empty log. */
  private static int newestRun(List<CountChange> log) {
    int i = log.size() - 1;
    while (i > 0 && log.get(i - 1).files() == log.get(i).files()) {
      i--;
    }
    return i;
  }

  private static boolean fell(List<CountChange> log, int place) {
    return log.get(place).files() < log.get(place - 1).files();
  }

  private static CountChange newest(List<CountChange> log) {
    return log.get(log.size() - 1);
  }
}
