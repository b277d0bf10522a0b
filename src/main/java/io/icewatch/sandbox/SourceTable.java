package io.icewatch.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.DataWriter;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/** One Iceberg table: appended to, counted, read. Its methods block and may run concurrently. */
final class SourceTable {
  static final int RECORDS_PER_FILE = 20;
  private static final String COMMIT_NUMBER = "sandbox.commit";
  private static final int SNAPSHOTS_KEPT = 25;

  private final Catalog catalog;
  private final TableIdentifier id;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong files = new AtomicLong();

  SourceTable(Catalog catalog, TableIdentifier id) {
    this.catalog = catalog;
    this.id = id;
  }

  /** Writes {@code count} new data files and appends them in one snapshot. */
  Commit commit(int count) {
    Table table = load();
    String number = Long.toString(commits.incrementAndGet());
    AppendFiles append = table.newAppend().set(COMMIT_NUMBER, number);
    for (int i = 0; i < count; i++) {
      append.appendFile(write(table));
    }
    append.commit();
    // The newest snapshot may already be another thread's.
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (number.equals(snapshot.summary().get(COMMIT_NUMBER))) {
        return Commit.of(snapshot);
      }
    }
    throw new IllegalStateException(id + ": commit " + number + " is not in its own history");
  }

  /** The newest snapshot; empty while there is none. */
  Optional<Commit> current() {
    return Optional.ofNullable(load().currentSnapshot()).map(Commit::of);
  }

  /**
   * Live data files of a snapshot, of the newest when none is named.
   *
   * @throws IllegalArgumentException when the table has no such snapshot
   */
  long files(OptionalLong snapshotId) {
    Table table = load();
    if (snapshotId.isEmpty()) {
      return Optional.ofNullable(table.currentSnapshot())
          .map(s -> Commit.of(s).totalFiles())
          .orElse(0L);
    }
    Snapshot snapshot = table.snapshot(snapshotId.getAsLong());
    if (snapshot == null) {
      throw new IllegalArgumentException(
          "Cannot find snapshot " + snapshotId.getAsLong() + " in table " + id);
    }
    return Commit.of(snapshot).totalFiles();
  }

  /** Locations of the data files that were appended after one commit up to another. */
  List<String> newFiles(Optional<Commit> after, Commit upTo) {
    if (after.isPresent() && after.get().snapshotId() == upTo.snapshotId()) {
      return List.of();
    }
    IncrementalAppendScan scan = load().newIncrementalAppendScan().toSnapshot(upTo.snapshotId());
    if (after.isPresent()) {
      scan = scan.fromSnapshotExclusive(after.get().snapshotId());
    }
    List<String> locations = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        locations.add(task.file().location());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return locations;
  }

  /** Opens a data file and reads it to its end; the number of its records. */
  long read(String location) {
    long count = 0;
    try (CloseableIterable<Record> records = Avro.read(load().io().newInputFile(location))
        .project(Lake.SCHEMA)
        .createResolvingReader(PlannedDataReader::create)
        .build()) {
      for (Record unused : records) {
        count++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  /**
   * Forgets snapshots before the checkpoint but for the last few: a table's metadata lists all
   * of them, so a writer that never stops would make each commit dearer.
   */
  void forgetBefore(Commit checkpoint) {
    Table table = load();
    long snapshots =
        StreamSupport.stream(table.snapshots().spliterator(), false).count();
    if (snapshots > 2 * SNAPSHOTS_KEPT) {
      table
          .expireSnapshots()
          .expireOlderThan(checkpoint.at().toEpochMilli())
          .retainLast(SNAPSHOTS_KEPT)
          .commit();
    }
  }

  /** Forgets every snapshot but the newest, as a maintenance job that outran ingestion does. */
  void forgetAllButCurrent() {
    Table table = load();
    Snapshot current = table.currentSnapshot();
    if (current != null) {
      table
          .expireSnapshots()
          .expireOlderThan(current.timestampMillis())
          .retainLast(1)
          .commit();
    }
  }

  private DataFile write(Table table) {
    long file = files.incrementAndGet();
    String location = table.locationProvider().newDataLocation("%08d.avro".formatted(file));
    try {
      org.apache.iceberg.io.DataWriter<Record> writer = Avro.writeData(
              table.io().newOutputFile(location))
          .schema(Lake.SCHEMA)
          .createWriterFunc(DataWriter::create)
          .overwrite()
          .withSpec(table.spec())
          .build();
      try (writer) {
        for (int i = 0; i < RECORDS_PER_FILE; i++) {
          writer.write(order(file * RECORDS_PER_FILE + i));
        }
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Record order(long number) {
    Record order = GenericRecord.create(Lake.SCHEMA);
    order.setField("id", number);
    order.setField("customer", "customer-" + number % 97);
    order.setField("amount", number % 1_000 / 10.0);
    return order;
  }

  private Table load() {
    return catalog.loadTable(id);
  }
}
