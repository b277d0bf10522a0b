package io.icewatch.catalog;

import io.icewatch.model.CatalogAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the manifest lists of commits whose summary does not say what they did. */
final class ManifestLists {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestLists.class);

  private ManifestLists() {}

  /**
   * What reading came to.
   *
   * @param chain the chain with what the manifest lists tell
   * @param obstacle why not all could be read
   * @param again whether reading the same again may succeed
   */
  record Result(Chain chain, Optional<String> obstacle, boolean again) {}

  /**
   * Reads the lists of some rows. One that cannot be read leaves its row as it was; where a library
   * is missing, no other is tried.
   *
   * @param enough says when to stop; rows that were not come to by then stay wanted
   */
  static Result read(Chain chain, List<Integer> rows, Loaded table, BooleanSupplier enough) {
    Map<Integer, Counts> read = new HashMap<>();
    Optional<CatalogAnswer> obstacle = Optional.empty();
    for (int row : rows) {
      if (enough.getAsBoolean()) {
        break;
      }
      Counts before = chain.counts(row);
      read.put(row, before);
      if (missing(obstacle)) {
        continue;
      }
      try {
        Snapshot snapshot = table.metadata().snapshot(chain.id(row));
        read.put(row, counts(snapshot, before, table.io()));
      } catch (RuntimeException | LinkageError e) {
        // A missing codec or FileIO is an Error; what it hides is told by bounds.
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        obstacle = Optional.of(Outcomes.of(e, Duration.ZERO));
      }
    }
    Optional<String> words = obstacle.map(each -> "manifest lists: " + each.message());
    words.ifPresent(each -> LOG.warn("{}: {}", table.metadata().location(), each));
    return new Result(
        read.isEmpty() ? chain : chain.with(read),
        words,
        obstacle.isPresent() && !missing(obstacle));
  }

  private static boolean missing(Optional<CatalogAnswer> obstacle) {
    return obstacle.filter(CatalogAnswer.LibraryMissing.class::isInstance).isPresent();
  }

  private static Counts counts(Snapshot snapshot, Counts before, FileIO io) {
    // A copy: a Snapshot keeps its manifest list for ever once it was asked.
    Snapshot copy = SnapshotParser.fromJson(SnapshotParser.toJson(snapshot));
    Sum sum = new Sum(snapshot.snapshotId());
    copy.allManifests(io).forEach(sum::add);
    long live = sum.live >= 0 ? sum.live : before.liveFiles();
    if (before.complete() || !sum.known) {
      return new Counts(
          before.operation(),
          before.change(),
          before.files(),
          before.records(),
          before.bytes(),
          before.bytesExact(),
          live,
          before.complete());
    }
    Map<String, String> summary = snapshot.summary();
    long bytes = Counts.bytes(summary == null ? Map.of() : summary, sum.files);
    return new Counts(
        before.operation(),
        sum.change(before.operation()),
        sum.files,
        sum.records,
        bytes,
        sum.files == 0 || sum.deletes == 0,
        live,
        true);
  }

  /** What the manifests of one commit say. */
  private static final class Sum {
    private final long snapshot;
    private boolean known = true;
    private long live;
    private long files;
    private long records;
    private long removed;
    private long deletes;

    Sum(long snapshot) {
      this.snapshot = snapshot;
    }

    void add(ManifestFile manifest) {
      boolean data = manifest.content() == ManifestContent.DATA;
      Integer added = manifest.addedFilesCount();
      Integer existing = manifest.existingFilesCount();
      if (data) {
        live = live < 0 || added == null || existing == null
            ? Counts.UNKNOWN
            : live + added + existing;
      }
      Long by = manifest.snapshotId();
      if (by != null && by != snapshot) {
        return;
      }
      Integer deleted = manifest.deletedFilesCount();
      if (by == null || added == null || deleted == null || manifest.addedRowsCount() == null) {
        known = false;
      } else if (data) {
        files += added;
        records += manifest.addedRowsCount();
        removed += deleted;
      } else {
        deletes += added + deleted;
      }
    }

    Change change(Operation operation) {
      if (files == 0 && removed == 0 && deletes == 0) {
        return Change.NO;
      }
      // Without a word from the writer, files that only came are new data; any others may have
      // been rewritten.
      return operation == Operation.NONE && (removed > 0 || deletes > 0)
          ? Change.MAYBE
          : Change.YES;
    }
  }
}
