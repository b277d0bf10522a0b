package io.icewatch.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a checkpoint stands by the books.
 *
 * @param position the word for it, see {@link Truth}
 * @param pending commits of the source's line that are not ingested, oldest first
 */
record Standing(String position, List<Commit> pending) {
  Standing {
    pending = List.copyOf(pending);
  }

  static Standing of(Ledger books) {
    Map<Long, Commit> known = new HashMap<>();
    books.commits().forEach(commit -> known.put(commit.snapshotId(), commit));
    List<Commit> line = line(known, books.head());
    Optional<Commit> ingested = books.ingested();
    if (ingested.isPresent() && !ingested.get().table().equals(books.table())) {
      return new Standing("table_replaced", oldestFirst(line));
    }
    if (line.isEmpty()) {
      return new Standing("empty", List.of());
    }
    if (ingested.isEmpty()) {
      return new Standing("none", oldestFirst(line));
    }
    Set<Commit> reached = new HashSet<>(line(known, ingested));
    List<Commit> pending =
        oldestFirst(line.stream().takeWhile(commit -> !reached.contains(commit)).toList());
    if (!line.contains(ingested.get())) {
      return new Standing("diverged", pending);
    }
    if (pending.isEmpty()) {
      return new Standing("current", pending);
    }
    if (!books.expired().contains(ingested.get().snapshotId())) {
      return new Standing("behind", pending);
    }
    return new Standing(
        books.expired().contains(pending.get(0).snapshotId()) ? "gap" : "behind_checkpoint_expired",
        pending);
  }

  /** The commit, its parent, and so on: newest first. */
  private static List<Commit> line(Map<Long, Commit> known, Optional<Commit> from) {
    List<Commit> line = new ArrayList<>();
    Optional<Commit> next = from;
    while (next.isPresent()) {
      line.add(next.get());
      next = next.get().parent().map(known::get);
    }
    return line;
  }

  private static List<Commit> oldestFirst(List<Commit> newestFirst) {
    List<Commit> turned = new ArrayList<>(newestFirst);
    Collections.reverse(turned);
    return turned;
  }
}
