package io.icewatch.catalog;

import io.icewatch.model.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.iceberg.DataFile;

/** Bookkeeping of what was committed to a table: kept by those who commit, read from no metadata. */
final class Truth {
  /** One commit; {@code live} are the data files that a reader sees after it. */
  static final class Commit {
    final long id;
    final Optional<Commit> parent;
    final boolean data;
    final List<DataFile> added;
    final Set<DataFile> live;
    final boolean deleteFiles;
    long time;

    Commit(
        long id,
        Optional<Commit> parent,
        long time,
        boolean data,
        List<DataFile> added,
        Set<DataFile> live,
        boolean deleteFiles) {
      this.id = id;
      this.parent = parent;
      this.time = time;
      this.data = data;
      this.added = List.copyOf(added);
      this.live = live;
      this.deleteFiles = deleteFiles;
    }
  }

  final Map<Long, Commit> commits = new LinkedHashMap<>();
  Optional<Commit> head = Optional.empty();

  Set<DataFile> live() {
    return head.map(at -> at.live).orElse(Set.of());
  }

  /** The head, its parent and so on to the root, whether or not the table still holds them. */
  List<Commit> line() {
    return lineOf(head);
  }

  static List<Commit> lineOf(Optional<Commit> from) {
    List<Commit> line = new ArrayList<>();
    for (Optional<Commit> at = from; at.isPresent(); at = at.get().parent) {
      line.add(at.get());
    }
    return line;
  }

  /** The newest commit that is both on the line and behind, or at, the checkpoint. */
  Optional<Commit> commonAncestor(Commit checkpoint) {
    Set<Commit> line = new LinkedHashSet<>(line());
    return lineOf(Optional.of(checkpoint)).stream().filter(line::contains).findFirst();
  }

  /** What the line holds after a commit of it; all of it after none. */
  List<Commit> after(Optional<Commit> ancestor) {
    List<Commit> waiting = new ArrayList<>();
    for (Commit at : line()) {
      if (ancestor.isPresent() && ancestor.get() == at) {
        break;
      }
      waiting.add(at);
    }
    return waiting;
  }

  static long files(List<Commit> waiting) {
    return waiting.stream()
        .filter(at -> at.data)
        .mapToLong(at -> at.added.size())
        .sum();
  }

  static long records(List<Commit> waiting) {
    return sum(waiting, true);
  }

  static long bytes(List<Commit> waiting) {
    return sum(waiting, false);
  }

  private static long sum(List<Commit> waiting, boolean records) {
    return waiting.stream()
        .filter(at -> at.data)
        .flatMap(at -> at.added.stream())
        .mapToLong(file -> records ? file.recordCount() : file.fileSizeInBytes())
        .sum();
  }

  static Optional<Instant> since(List<Commit> waiting) {
    Optional<Commit> oldest = Optional.empty();
    for (Commit at : waiting) {
      oldest = at.data ? Optional.of(at) : oldest;
    }
    return oldest.map(at -> Instant.ofEpochMilli(at.time));
  }

  /** Why the answer is wrong; empty when the truth lies inside its bounds. */
  static Optional<String> wrong(Pending said, List<Commit> waiting) {
    Optional<Instant> since = since(waiting);
    boolean sinceRight = since.isPresent()
        ? said.behindSince().filter(bounds -> bounds.contains(since.get())).isPresent()
        : said.behindSince().filter(bounds -> bounds.latest().isPresent()).isEmpty();
    long data = waiting.stream().filter(at -> at.data).count();
    return said.snapshots().contains(waiting.size())
            && said.dataSnapshots().contains(data)
            && said.files().contains(files(waiting))
            && said.records().contains(records(waiting))
            && said.bytes().contains(bytes(waiting))
            && sinceRight
        ? Optional.empty()
        : Optional.of("truth " + waiting.size() + " snapshots, " + data + " with data, "
            + files(waiting) + " files, " + records(waiting) + " records, " + bytes(waiting)
            + " bytes, since " + since + "; said " + said);
  }

  /** Why a complete history is not told exactly; bytes may be in bounds where delete files came too, or the
   * writer left the size out. */
  static Optional<String> vague(Pending said, List<Commit> waiting, LongPredicate unsized) {
    boolean deletes = waiting.stream()
        .anyMatch(at -> unsized.test(at.id) || at.deleteFiles && !at.added.isEmpty());
    return said.snapshots().exact()
            && said.dataSnapshots().exact()
            && said.files().exact()
            && said.records().exact()
            && (deletes || said.bytes().exact())
            && said.behindSince().map(Pending.Since::exact).orElse(true)
        ? Optional.empty()
        : Optional.of("not exact: " + said);
  }
}
