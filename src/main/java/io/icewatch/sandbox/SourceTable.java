package io.icewatch.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.RewriteFiles;
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

/**
 * One Iceberg table: changed, counted, read. Its methods block and may run concurrently, but those
 * that answer what they changed one at a time.
 */
final class SourceTable {
  static final int RECORDS_PER_FILE = 20;
  private static final int SNAPSHOTS_KEPT = 25;

  private final Catalog catalog;
  private final TableIdentifier id;
  private final AtomicLong files = new AtomicLong();
  private volatile UUID uuid;

  SourceTable(Catalog catalog, TableIdentifier id, UUID uuid) {
    this.catalog = catalog;
    this.id = id;
    this.uuid = uuid;
  }

  /** Which table it is now. */
  UUID uuid() {
    return uuid;
  }

  /** Writes {@code count} new data files and appends them in one snapshot. */
  Commit commit(int count) {
    Table table = load();
    AppendFiles append = table.newAppend();
    for (int i = 0; i < count; i++) {
      append.appendFile(write(table, orders(files.get() * RECORDS_PER_FILE)));
    }
    append.commit();
    return Commit.of(uuid, table.currentSnapshot(), count);
  }

  /** Rewrites the files as they were ingested into one; empty when there are fewer than two. */
  Optional<Commit> compact() {
    Table table = load();
    List<DataFile> small = new ArrayList<>();
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().recordCount() == RECORDS_PER_FILE) {
          small.add(task.file());
          read(task.file().location(), rows::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (small.size() < 2) {
      return Optional.empty();
    }
    // From here on, or the whole history would have to be there still.
    RewriteFiles rewrite = table
        .newRewrite()
        .validateFromSnapshot(table.currentSnapshot().snapshotId())
        .addFile(write(table, rows));
    small.forEach(rewrite::deleteFile);
    rewrite.commit();
    return Optional.of(Commit.of(uuid, table.currentSnapshot(), 0));
  }

  /** Makes an ancestor of the newest snapshot the newest. */
  void rollBackTo(Commit ancestor) {
    load().manageSnapshots().rollbackTo(ancestor.snapshotId()).commit();
  }

  /** Drops the table and creates an empty one under its name; the identity of that. */
  UUID recreate() {
    catalog.dropTable(id, false);
    uuid = Lake.create(catalog, id).uuid();
    return uuid;
  }

  /** The snapshots that the table holds. */
  Set<Long> held() {
    return StreamSupport.stream(load().snapshots().spliterator(), false)
        .map(Snapshot::snapshotId)
        .collect(Collectors.toSet());
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
          .map(Commit::totalFiles)
          .orElse(0L);
    }
    Snapshot snapshot = table.snapshot(snapshotId.getAsLong());
    if (snapshot == null) {
      throw new IllegalArgumentException(
          "Cannot find snapshot " + snapshotId.getAsLong() + " in table " + id);
    }
    return Commit.totalFiles(snapshot);
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
    return read(location, row -> {});
  }

  private long read(String location, Consumer<Record> reader) {
    long count = 0;
    try (CloseableIterable<Record> records = Avro.read(load().io().newInputFile(location))
        .project(Lake.SCHEMA)
        .createResolvingReader(PlannedDataReader::create)
        .build()) {
      for (Record row : records) {
        reader.accept(row);
        count++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  /**
   * Forgets snapshots before the checkpoint but for the last few: a table's metadata lists all
   * of them, so a writer that never stops would make each commit dearer. False when there are too
   * few to matter.
   */
  boolean forgetBefore(Commit checkpoint) {
    Table table = load();
    long snapshots =
        StreamSupport.stream(table.snapshots().spliterator(), false).count();
    if (snapshots <= 2 * SNAPSHOTS_KEPT) {
      return false;
    }
    table
        .expireSnapshots()
        .expireOlderThan(checkpoint.at().toEpochMilli())
        .retainLast(SNAPSHOTS_KEPT)
        .commit();
    return true;
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

  private DataFile write(Table table, List<Record> rows) {
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
        rows.forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Record> orders(long from) {
    return LongStream.range(from, from + RECORDS_PER_FILE)
        .mapToObj(SourceTable::order)
        .toList();
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
